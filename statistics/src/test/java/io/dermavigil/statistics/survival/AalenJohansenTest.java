package io.dermavigil.statistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AalenJohansenTest {

    /**
     * Ten patients: onset at 1, 2 and 4, dropout at 2 and 3, watch over at 3 and for four at 5. By hand: survival before 1, 2, 4
     * is 1, 9/10 and 9/10 x 7/9 x 6/7 = 6/10, of which one has an onset among 10, 9 and 5 at risk.
     */
    @Test
    void isTheIncidenceOfASmallExampleByHand() {
        List<IncidenceStep> curve =
                AalenJohansen.curve(Map.of(1, 1L, 2, 1L, 4, 1L), Map.of(2, 1L, 3, 1L), Map.of(3, 1L, 5, 4L));

        assertThat(curve).extracting(IncidenceStep::time).containsExactly(1, 2, 3, 4, 5);
        assertThat(curve).extracting(IncidenceStep::atRisk).containsExactly(10L, 9L, 7L, 5L, 4L);
        assertThat(curve).extracting(IncidenceStep::competing).containsExactly(0L, 1L, 1L, 0L, 0L);
        assertThat(curve.get(0).incidence()).isCloseTo(0.1, within(1e-15));
        assertThat(curve.get(1).incidence()).isCloseTo(0.2, within(1e-15));
        assertThat(curve.get(2).incidence()).isCloseTo(0.2, within(1e-15));
        assertThat(curve.get(3).incidence()).isCloseTo(0.2 + 0.6 / 5, within(1e-15));
    }

    /** While no one is censored, it is the simple share of the patients, and its variance that of a share. */
    @Property(tries = 200)
    void isTheSimpleShareWhenEveryoneWasWatchedToTheEnd(
            @ForAll @Size(max = 20) Map<@IntRange(max = 30) Integer, @LongRange(max = 20) Long> events,
            @ForAll @Size(max = 20) Map<@IntRange(max = 30) Integer, @LongRange(max = 20) Long> competing,
            @ForAll @LongRange(min = 1, max = 50) long never) {
        double all = never + total(events, 30) + total(competing, 30);

        for (IncidenceStep step : AalenJohansen.curve(events, competing, Map.of(31, never))) {
            double share = total(events, step.time()) / all;
            assertThat(step.incidence()).isCloseTo(share, within(1e-12));
            assertThat(step.interval().isPresent()).isEqualTo(share > 0);
            step.interval().ifPresent(interval -> {
                double spread = 1.959963984540054 * Math.sqrt(share / (1 - share) / all) / -Math.log(1 - share);
                double high = 1 - Math.pow(1 - share, Math.exp(spread));
                assertThat(interval.high()).isCloseTo(high, within(1e-9));
                assertThat(share).isBetween(interval.low(), interval.high());
            });
        }
    }

    @Property(tries = 200)
    void isOneMinusKaplanMeierWhenNothingCompetes(
            @ForAll @Size(max = 20) Map<@IntRange(max = 30) Integer, @LongRange(max = 20) Long> events,
            @ForAll @Size(max = 20) Map<@IntRange(max = 30) Integer, @LongRange(max = 20) Long> censored) {
        List<SurvivalStep> survival = KaplanMeier.curve(events, censored);
        List<IncidenceStep> incidence = AalenJohansen.curve(events, Map.of(), censored);

        assertThat(incidence).hasSameSizeAs(survival);
        for (int i = 0; i < survival.size(); i++) {
            IncidenceStep step = incidence.get(i);
            assertThat(step.incidence()).isCloseTo(1 - survival.get(i).survival(), within(1e-12));
            assertThat(step.interval().isPresent())
                    .isEqualTo(survival.get(i).interval().isPresent());
            survival.get(i).interval().ifPresent(interval -> {
                assertThat(step.interval().orElseThrow().low()).isCloseTo(1 - interval.high(), within(1e-9));
                assertThat(step.interval().orElseThrow().high()).isCloseTo(1 - interval.low(), within(1e-9));
            });
        }
    }

    @Property(tries = 200)
    void addsUpToOneMinusTheSurvivalOverTheCauses(
            @ForAll @Size(max = 20) Map<@IntRange(max = 30) Integer, @LongRange(max = 20) Long> events,
            @ForAll @Size(max = 20) Map<@IntRange(max = 30) Integer, @LongRange(max = 20) Long> competing,
            @ForAll @Size(max = 20) Map<@IntRange(max = 30) Integer, @LongRange(max = 20) Long> censored) {
        List<IncidenceStep> one = AalenJohansen.curve(events, competing, censored);
        List<IncidenceStep> other = AalenJohansen.curve(competing, events, censored);
        Map<Integer, Long> either = new HashMap<>(events);
        competing.forEach((time, number) -> either.merge(time, number, Long::sum));
        List<SurvivalStep> survival = KaplanMeier.curve(either, censored);

        for (int i = 0; i < one.size(); i++) {
            assertThat(one.get(i).incidence() + other.get(i).incidence())
                    .isCloseTo(1 - survival.get(i).survival(), within(1e-12));
        }
    }

    @Test
    void refusesNegativeTimesAndNumbers() {
        assertThatIllegalArgumentException().isThrownBy(() -> AalenJohansen.curve(Map.of(-1, 1L), Map.of(), Map.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AalenJohansen.curve(Map.of(1, 2L), Map.of(1, -1L), Map.of()));
    }

    private static double total(Map<Integer, Long> numbers, int upTo) {
        return numbers.entrySet().stream()
                .filter(entry -> entry.getKey() <= upTo)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
