package io.dermavigil.statistics.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class FunnelLimitsTest {

    @Test
    void reproducesThePublishedLimitsOfAnExpectedFifteen() {
        assertThat(FunnelLimits.exact95(15).low()).isCloseTo(.5597, within(5e-5));
        assertThat(FunnelLimits.exact95(15).high()).isCloseTo(1.6493, within(5e-5));
        assertThat(FunnelLimits.exact998(15).low()).isCloseTo(.3863, within(5e-5));
        assertThat(FunnelLimits.exact998(15).high()).isCloseTo(2.0829, within(5e-5));
    }

    @Property
    void widenedLimitsHoldTheExactOnes(
            @ForAll @DoubleRange(min = 0.01, max = 10_000) double expected,
            @ForAll @DoubleRange(min = 0, max = 2) double tau2) {
        FunnelLimits exact = FunnelLimits.exact95(expected);
        FunnelLimits widened = exact.widened(expected, tau2, FunnelLimits.Z95);

        assertThat(widened.low()).isBetween(0.0, exact.low());
        assertThat(widened.high()).isGreaterThanOrEqualTo(exact.high());
    }

    /** Wilson and Hilferty's cube root of the gamma quantile, which is near from some tens on. */
    @Property(tries = 200)
    void nearTheCubeRootApproximationForManyEvents(@ForAll @DoubleRange(min = 1.5, max = 9) double magnitude) {
        double expected = Math.pow(10, magnitude);
        FunnelLimits limits = FunnelLimits.exact95(expected);
        double root = FunnelLimits.Z95 / (3 * Math.sqrt(expected));

        assertThat(limits.low()).isCloseTo(Math.pow(1 - 1 / (9 * expected) - root, 3), within(0.1 / expected));
        double next = expected + 1;
        assertThat(limits.high())
                .isCloseTo(
                        next / expected * Math.pow(1 - 1 / (9 * next) + FunnelLimits.Z95 / (3 * Math.sqrt(next)), 3),
                        within(0.1 / expected));
    }

    @Test
    void areThoseOfTheSquareRootRatioWhenProvidersDiffer() {
        FunnelLimits widened = FunnelLimits.exact95(100).widened(100, 0.04, FunnelLimits.Z95);
        double half = 1.959963984540054 * Math.sqrt(0.0025 + 0.04);

        assertThat(widened.low()).isCloseTo((1 - half) * (1 - half), within(1e-12));
        assertThat(widened.high()).isCloseTo((1 + half) * (1 + half), within(1e-12));
    }

    @Test
    void refusesWhatIsNotExpected() {
        assertThatIllegalArgumentException().isThrownBy(() -> FunnelLimits.exact95(0));
        assertThatIllegalArgumentException().isThrownBy(() -> FunnelLimits.exact998(Double.NaN));
    }
}
