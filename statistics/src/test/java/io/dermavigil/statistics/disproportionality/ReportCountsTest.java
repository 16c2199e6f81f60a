package io.dermavigil.statistics.disproportionality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.junit.jupiter.api.Test;

class ReportCountsTest {

    /** Uveitis and rifabutin (Evans et al. 2001). */
    private static final ReportCounts RIFABUTIN = new ReportCounts(41, 14, 754, 591_958);

    @Test
    void comparesShares() {
        var ratio = RIFABUTIN.proportionalReportingRatio().orElseThrow();

        assertThat(ratio.value())
                .isCloseTo(41.0 / 55 / (754.0 / 592_712), within(1e-9))
                .isCloseTo(586, within(.5));
        double error = Math.sqrt(1.0 / 41 - 1.0 / 55 + 1.0 / 754 - 1.0 / 592_712);
        assertThat(Math.log(ratio.interval().high() / ratio.value())).isCloseTo(1.959964 * error, within(1e-6));
        assertThat(Math.log(ratio.value() / ratio.interval().low())).isCloseTo(1.959964 * error, within(1e-6));
    }

    @Test
    void comparesOdds() {
        var ratio = RIFABUTIN.reportingOddsRatio().orElseThrow();

        assertThat(ratio.value()).isCloseTo(41.0 * 591_958 / (14.0 * 754), within(1e-9));
        double error = Math.sqrt(1.0 / 41 + 1.0 / 14 + 1.0 / 754 + 1.0 / 591_958);
        assertThat(Math.log(ratio.interval().high() / ratio.value())).isCloseTo(1.959964 * error, within(1e-6));
    }

    @Test
    void hasNoRatioWhereACountIsNone() {
        assertThat(new ReportCounts(0, 5, 5, 5).reportingOddsRatio()).isEmpty();
        assertThat(new ReportCounts(5, 0, 5, 5).reportingOddsRatio()).isEmpty();
        assertThat(new ReportCounts(5, 0, 5, 5).proportionalReportingRatio()).isPresent();
        assertThat(new ReportCounts(5, 5, 0, 5).proportionalReportingRatio()).isEmpty();
    }

    @Test
    void expectsTheProductOfTheShares() {
        assertThat(new ReportCounts(10, 90, 190, 9_710).expected()).isCloseTo(2, within(1e-12));
        assertThat(new ReportCounts(0, 0, 5, 5).expected()).isZero();
    }

    /** As asserted by the tests of the R package pvda. */
    @Test
    void hasAnInformationComponentWithAHalfAdded() {
        var component = InformationComponent.of(1, 1);
        var posterior = GammaDistribution.of(1.5, 1 / 1.5);

        assertThat(component.value()).isZero();
        assertThat(component.ic025())
                .isCloseTo(Math.log(posterior.inverseCumulativeProbability(.025)) / Math.log(2), within(1e-9));
        assertThat(component.ic975())
                .isCloseTo(Math.log(posterior.inverseCumulativeProbability(.975)) / Math.log(2), within(1e-9));
        assertThat(new ReportCounts(10, 90, 190, 9_710).informationComponent())
                .isEqualTo(InformationComponent.of(10, 2));
        assertThat(InformationComponent.of(10, 2).value()).isCloseTo(Math.log(4.2) / Math.log(2), within(1e-12));
    }

    @Property
    void theComponentGrowsWithTheReportsAndLiesInItsInterval(
            @ForAll @LongRange(min = 0, max = 100_000) long observed,
            @ForAll @DoubleRange(min = 0, max = 100_000) double expected) {
        var component = InformationComponent.of(observed, expected);

        assertThat(component.value()).isBetween(component.ic025(), component.ic975());
        assertThat(InformationComponent.of(observed + 1, expected).ic025()).isGreaterThan(component.ic025());
    }

    @Test
    void refusesCountsThatAreNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ReportCounts(-1, 1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ReportCounts(0, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> InformationComponent.of(1, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> InformationComponent.of(-1, 1));
    }
}
