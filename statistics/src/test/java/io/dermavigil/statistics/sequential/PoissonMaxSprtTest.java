package io.dermavigil.statistics.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.dermavigil.statistics.sequential.PoissonMaxSprt.Verdict;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoissonMaxSprtTest {

    @ParameterizedTest(name = "T = {0}, M = {1}")
    @CsvSource({ // Kulldorff et al. 2011 and Kulldorff and Silva 2015, as tabulated by their R package Sequential
        "5, 1, 3.297183",
        "10, 1, 3.467952",
        "20, 1, 3.628123",
        "5, 4, 2.623668",
        "10, 4, 2.921561",
        "20, 4, 3.176370",
        "1, 1, 2.853937",
        "2, 1, 3.046977",
        "50, 1, 3.819903",
        "100, 1, 3.952321",
        "500, 1, 4.222632",
    })
    void reproducesPublishedCriticalValues(double upperLimit, int minimumEvents, double criticalValue) {
        assertThat(PoissonMaxSprt.exact(upperLimit, minimumEvents, 0.05).criticalValue())
                .isCloseTo(criticalValue, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"101, 90.4, .599", "708, 677.1, .696"}) // the expected counts are printed rounded
    void reproducesPublishedRatios(long events, double expected, double ratio) {
        assertThat(PoissonMaxSprt.logLikelihoodRatio(events, expected)).isCloseTo(ratio, within(.002));
    }

    @Test
    void hasNoRatioWithoutExcess() {
        assertThat(PoissonMaxSprt.logLikelihoodRatio(5, 5)).isZero();
        assertThat(PoissonMaxSprt.logLikelihoodRatio(4, 5)).isZero();
        assertThat(PoissonMaxSprt.logLikelihoodRatio(0, 0)).isZero();
        assertThat(PoissonMaxSprt.logLikelihoodRatio(1, 0)).isInfinite();
    }

    @Property(tries = 30)
    void signalsMoreRarelyTheGreaterTheValueTheEventsAndTheShorterTheSurveillance(
            @ForAll @DoubleRange(min = 0, max = 6) double value,
            @ForAll @DoubleRange(min = 0.1, max = 60) double upperLimit,
            @ForAll @IntRange(min = 1, max = 20) int minimumEvents) {
        double chance = SignalChance.of(value, upperLimit, minimumEvents);

        assertThat(chance).isBetween(0.0, 1.0);
        assertThat(SignalChance.of(value + 0.1, upperLimit, minimumEvents)).isLessThanOrEqualTo(chance + 1e-14);
        assertThat(SignalChance.of(value, upperLimit, minimumEvents + 1)).isLessThanOrEqualTo(chance + 1e-14);
        assertThat(SignalChance.of(value, upperLimit + 0.1, minimumEvents)).isGreaterThanOrEqualTo(chance - 1e-14);
    }

    @Test
    void keepsItsLevelInSimulatedSurveillance() {
        var test = PoissonMaxSprt.exact(20, 4, 0.05);
        var random = new SplittableRandom(5);
        int surveillances = 40_000;
        int signals = 0;
        for (int i = 0; i < surveillances; i++) {
            signals += signals(test, random) ? 1 : 0;
        }

        // standard error .0011
        assertThat((double) signals / surveillances).isCloseTo(0.05, within(0.004));
    }

    @Test
    void endsItsClock() {
        var test = PoissonMaxSprt.exact(10, 4, 0.05);

        assertThat(test.verdict(3, 0.1)).isEqualTo(Verdict.CONTINUE);
        assertThat(test.verdict(4, 0.1)).isEqualTo(Verdict.SIGNAL);
        assertThat(test.verdict(4, 4)).isEqualTo(Verdict.CONTINUE);
        assertThat(test.verdict(30, 10)).isEqualTo(Verdict.SIGNAL);
        assertThat(test.verdict(30, 10.1)).isEqualTo(Verdict.ENDED);
    }

    @Test
    void refusesWhatHasNoCriticalValue() {
        assertThatIllegalArgumentException().isThrownBy(() -> PoissonMaxSprt.exact(0.5, 4, 0.05));
        assertThatIllegalArgumentException().isThrownBy(() -> PoissonMaxSprt.exact(0, 1, 0.05));
        assertThatIllegalArgumentException().isThrownBy(() -> PoissonMaxSprt.exact(5, 0, 0.05));
        assertThatIllegalArgumentException().isThrownBy(() -> PoissonMaxSprt.exact(5, 1, 0.6));
        assertThatIllegalArgumentException().isThrownBy(() -> PoissonMaxSprt.logLikelihoodRatio(-1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> PoissonMaxSprt.logLikelihoodRatio(1, Double.NaN));
    }

    private static boolean signals(PoissonMaxSprt test, SplittableRandom random) {
        double expected = 0;
        for (long events = 1; ; events++) {
            expected -= Math.log(1 - random.nextDouble());
            Verdict verdict = test.verdict(events, expected);
            if (verdict != Verdict.CONTINUE) {
                return verdict == Verdict.SIGNAL;
            }
        }
    }
}
