package io.dermavigil.statistics.multiple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.dermavigil.statistics.evalues.BinomialEvalue;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EBenjaminiHochbergTest {

    private static final double LEVEL = 0.05;

    @Test
    void demandsOfOneHypothesisTheReciprocalOfTheLevel() {
        assertThat(EBenjaminiHochberg.rejected(List.of(of("lot", 20.1, 1)), LEVEL))
                .containsExactly("lot");
        assertThat(EBenjaminiHochberg.rejected(List.of(of("lot", 19.9, 1)), LEVEL))
                .isEmpty();
    }

    @Test
    void countsHypothesesThatWereDeclaredButNotSeen() {
        double weight = EBenjaminiHochberg.equalWeight(10);

        assertThat(EBenjaminiHochberg.rejected(List.of(of("a", 199, weight)), LEVEL))
                .isEmpty();
        assertThat(EBenjaminiHochberg.rejected(List.of(of("a", 201, weight)), LEVEL))
                .containsExactly("a");
        // two together need half as much each
        assertThat(EBenjaminiHochberg.rejected(List.of(of("b", 101, weight), of("a", 199, weight)), LEVEL))
                .containsExactly("a", "b");
    }

    @Test
    void givesEarlyPlacesMore() {
        double total = 0;
        for (int place = 1; place <= 100_000; place++) {
            total += EBenjaminiHochberg.weightOfPlace(place);
        }
        assertThat(total).isCloseTo(1, within(1e-5)).isLessThan(1);

        double first = EBenjaminiHochberg.weightOfPlace(1);
        double third = EBenjaminiHochberg.weightOfPlace(3);
        assertThat(third).isCloseTo(6 / (Math.PI * Math.PI * 9), within(1e-15));
        assertThat(EBenjaminiHochberg.rejected(List.of(of("1", 33, first), of("3", 33, third)), LEVEL))
                .containsExactly("1");
        assertThat(EBenjaminiHochberg.rejected(List.of(of("1", 33, first), of("3", 297, third)), LEVEL))
                .containsExactlyInAnyOrder("1", "3");
    }

    @Property
    void rejectsTheLargestSetWhoseMembersAllHaveEnough(
            @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = -5, max = 12) Double> logs,
            @ForAll @IntRange(min = 0, max = 50) int unseen) {
        double weight = EBenjaminiHochberg.equalWeight(logs.size() + unseen);
        List<Declared<Integer>> family = new ArrayList<>();
        for (int i = 0; i < logs.size(); i++) {
            family.add(new Declared<>(i, logs.get(i), weight));
        }
        int largest = 0;
        for (int k = 1; k <= logs.size(); k++) {
            double needed = Math.log((logs.size() + unseen) / (k * LEVEL));
            if (logs.stream().filter(log -> log >= needed).count() >= k) {
                largest = k;
            }
        }
        List<Integer> rejected = EBenjaminiHochberg.rejected(family, LEVEL);

        assertThat(rejected).hasSize(largest);
        assertThat(rejected)
                .allSatisfy(i -> assertThat(
                                logs.stream().filter(log -> log > logs.get(i)).count())
                        .isLessThan(rejected.size()));
    }

    /** Two strata in turn, looked at after every patient: over all sequences of outcomes. */
    @Test
    void boundsTheChanceThatAQuietFamilyEverRejects() {
        double both = everRejects(60, EBenjaminiHochberg.equalWeight(2));
        double asIfAlone = everRejects(60, EBenjaminiHochberg.equalWeight(1));

        assertThat(both).isBetween(0.001, LEVEL);
        assertThat(asIfAlone).isGreaterThan(1.5 * both);
    }

    @Test
    void knowsInfiniteEvidenceAndNone() {
        var family = List.of(
                new Declared<>("all", Double.POSITIVE_INFINITY, 0.5),
                new Declared<>("none", Double.NEGATIVE_INFINITY, 0.5));

        assertThat(EBenjaminiHochberg.rejected(family, LEVEL)).containsExactly("all");
        assertThat(EBenjaminiHochberg.<String>rejected(List.of(), LEVEL)).isEmpty();
    }

    @Test
    void refusesWhatGuaranteesNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EBenjaminiHochberg.rejected(List.of(of("a", 1, 0.6), of("b", 1, 0.6)), LEVEL));
        assertThatIllegalArgumentException().isThrownBy(() -> EBenjaminiHochberg.rejected(List.of(of("a", 1, 1)), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> of("a", Double.NaN, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> of("a", 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> EBenjaminiHochberg.equalWeight(0));
        assertThatIllegalArgumentException().isThrownBy(() -> EBenjaminiHochberg.weightOfPlace(0));
    }

    private static double everRejects(int patients, double weight) {
        double[] rates = {0.05, 0.2};
        BinomialEvalue[] evalues = {BinomialEvalue.above(rates[0]), BinomialEvalue.above(rates[1])};
        double[][] quiet = new double[patients + 1][patients + 1];
        quiet[0][0] = 1;
        double rejected = 0;
        for (int look = 0; look < 2 * patients; look++) {
            double rate = rates[look % 2];
            long first = (look + 2) / 2;
            long second = (look + 1) / 2;
            for (int s = (int) first; s >= 0; s--) {
                for (int t = (int) second; t >= 0; t--) {
                    double before = look % 2 == 0 ? (s > 0 ? quiet[s - 1][t] : 0) : (t > 0 ? quiet[s][t - 1] : 0);
                    double now = quiet[s][t] * (1 - rate) + before * rate;
                    boolean rejects = rejects(evalues[0].log(s, first), evalues[1].log(t, second), weight);
                    rejected += rejects ? now : 0;
                    quiet[s][t] = rejects ? 0 : now;
                }
            }
        }
        return rejected;
    }

    /** With a weight of 1 each is taken for a family of its own. */
    private static boolean rejects(double first, double second, double weight) {
        var one = new Declared<>("first", first, weight);
        var other = new Declared<>("second", second, weight);
        return weight == 1
                ? !EBenjaminiHochberg.rejected(List.of(one), LEVEL).isEmpty()
                        || !EBenjaminiHochberg.rejected(List.of(other), LEVEL).isEmpty()
                : !EBenjaminiHochberg.rejected(List.of(one, other), LEVEL).isEmpty();
    }

    private static Declared<String> of(String hypothesis, double evalue, double weight) {
        return new Declared<>(hypothesis, Math.log(evalue), weight);
    }
}
