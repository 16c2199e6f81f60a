package io.dermavigil.statistics.evalues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.dermavigil.statistics.Interval;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class ConfidenceSequenceTest {

    private static final double ALPHA = 0.05;
    private static final double THRESHOLD = Math.log(1 / ALPHA);

    @Test
    void reproducesThePublishedSequenceOfTenQuietTrials() {
        Interval interval = ConfidenceSequence.binomial(0, 10, ALPHA, BetaPrior.UNIFORM);

        assertThat(interval.low()).isZero();
        assertThat(interval.high()).isCloseTo(.41688, within(5e-6));
    }

    @Test
    void excludesNothingBeforeTheFirstTrial() {
        assertThat(ConfidenceSequence.binomial(0, 0, ALPHA, BetaPrior.UNIFORM)).isEqualTo(new Interval(0, 1));
        assertThat(ConfidenceSequence.rateRatio(0, 0, ALPHA, GammaPrior.EXPONENTIAL))
                .isEqualTo(new Interval(0, Double.POSITIVE_INFINITY));
    }

    @Property(tries = 300)
    void endsWhereTheEvalueReachesTheThreshold(
            @ForAll @LongRange(min = 1, max = 1_000_000_000) long trials,
            @ForAll @DoubleRange(min = 0, max = 1) double share) {
        long events = Math.round(share * trials);
        Interval interval = ConfidenceSequence.binomial(events, trials, ALPHA, BetaPrior.UNIFORM);

        assertThat((double) events / trials).isBetween(interval.low(), interval.high());
        assertThat(interval.low() == 0).isEqualTo(events == 0);
        assertThat(interval.high() == 1).isEqualTo(events == trials);
        if (events > 0) {
            assertThat(twoSided(interval.low(), events, trials)).isCloseTo(THRESHOLD, within(1e-3));
        }
        if (events < trials) {
            assertThat(twoSided(interval.high(), events, trials)).isCloseTo(THRESHOLD, within(1e-3));
        }
    }

    @Property(tries = 300)
    void isSymmetricAndWiderForASmallerAlpha(
            @ForAll @LongRange(min = 1, max = 100_000) long trials,
            @ForAll @DoubleRange(min = 0, max = 1) double share) {
        long events = Math.round(share * trials);
        Interval one = ConfidenceSequence.binomial(events, trials, ALPHA, BetaPrior.UNIFORM);
        Interval other = ConfidenceSequence.binomial(trials - events, trials, ALPHA, BetaPrior.UNIFORM);
        Interval surer = ConfidenceSequence.binomial(events, trials, 1e-100, BetaPrior.UNIFORM);

        assertThat(other.low()).isCloseTo(1 - one.high(), within(1e-12));
        assertThat(other.high()).isCloseTo(1 - one.low(), within(1e-12));
        assertThat(surer.low()).isLessThanOrEqualTo(one.low());
        assertThat(surer.high()).isGreaterThanOrEqualTo(one.high());
    }

    @Property(tries = 15)
    void everMissesTheTruthAtMostAsOftenAsSaid(@ForAll @DoubleRange(min = 0.02, max = 0.98) double truth) {
        double[] chances = new double[202];
        chances[0] = 1;
        double missed = 0;
        for (int n = 1; n <= 150; n++) {
            for (int s = n; s > 0; s--) {
                chances[s] = chances[s] * (1 - truth) + chances[s - 1] * truth;
            }
            chances[0] *= 1 - truth;
            for (int s = 0; s <= n; s++) {
                if (chances[s] > 1e-12) {
                    Interval interval = ConfidenceSequence.binomial(s, n, ALPHA, BetaPrior.UNIFORM);
                    if (truth < interval.low() || truth > interval.high()) {
                        missed += chances[s];
                        chances[s] = 0;
                    }
                }
            }
        }

        assertThat(missed).isBetween(0.0, ALPHA);
    }

    @Property
    void ofARateRatioEndsWhereTheEvalueReachesTheThreshold(
            @ForAll @LongRange(min = 0, max = 1_000_000_000) long seed,
            @ForAll @Scale(3) @DoubleRange(min = 0.001, max = 10_000) double expected) {
        long events = seed % 20_000;
        var prior = new GammaPrior(0.5, 2);
        Interval interval = ConfidenceSequence.rateRatio(events, expected, ALPHA, prior);

        assertThat(events / expected).isBetween(interval.low(), interval.high());
        assertThat(atRatio(interval.high(), events, expected, prior)).isCloseTo(THRESHOLD, within(1e-6));
        if (events == 0) {
            assertThat(interval.low()).isZero();
        } else {
            assertThat(atRatio(interval.low(), events, expected, prior)).isCloseTo(THRESHOLD, within(1e-6));
        }
    }

    @Test
    void ofARateRatioIsPreciseForManyEvents() {
        Interval interval = ConfidenceSequence.rateRatio(1_000_000_000, 1e9, ALPHA, GammaPrior.EXPONENTIAL);

        // ln E = ln(c) / 2 - ln(2 pi) / 2 + ... + c v^2 / 2 for a gamma prior of density exp(-1) at 1
        double depth = THRESHOLD + 0.5 * Math.log(1e9 / (2 * Math.PI)) + 1;
        assertThat(Math.log(interval.high())).isCloseTo(Math.sqrt(2 * depth / 1e9), within(1e-8));
        assertThat(Math.log(interval.low())).isCloseTo(-Math.sqrt(2 * depth / 1e9), within(1e-8));
    }

    @Test
    void refusesWhatIsOutOfRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> ConfidenceSequence.binomial(0, 1, 1, BetaPrior.UNIFORM));
        assertThatIllegalArgumentException().isThrownBy(() -> ConfidenceSequence.binomial(0, 1, 0, BetaPrior.UNIFORM));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfidenceSequence.binomial(2, 1, ALPHA, BetaPrior.UNIFORM));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfidenceSequence.rateRatio(1, 0, ALPHA, GammaPrior.EXPONENTIAL));
    }

    private static double twoSided(double p, long events, long trials) {
        return new BinomialEvalue(p, Side.EITHER, BetaPrior.UNIFORM).log(events, trials);
    }

    private static double atRatio(double ratio, long events, double expected, GammaPrior prior) {
        return new PoissonEvalue(Side.EITHER, prior).log(events, expected)
                + (ratio - 1) * expected
                - (events == 0 ? 0 : events * Math.log(ratio));
    }
}
