package io.dermavigil.statistics.disproportionality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.dermavigil.statistics.disproportionality.GammaMixture.Component;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GammaMixtureTest {

    /** The prior that the R package openEBGM prints for its dietary supplement reports. */
    private static final GammaMixture PRIOR =
            new GammaMixture(new Component(3.25379356, 0.39988854), new Component(2.02612692, 1.90807970), 0.06534557);

    @ParameterizedTest
    @CsvSource({ // as printed in the vignette on posterior calculation
        "1, 0.0360548272, 2.23, 0.49, 13.85",
        "1, 0.0038736591, 2.58, 0.52, 15.78",
        "1, 0.0002979738, 2.63, 0.52, 16.02",
        "1, 0.0765792610, 1.92, 0.47, 11.77",
        "16, 0.40643623, 23.26, 15.68, 33.48",
        "19, 0.89690107, 16.78, 11.65, 23.55",
        "6, 0.07866508, 18.28, 10.16, 30.83",
        "8, 0.30482718, 15.25, 9.00, 24.52",
        "11, 0.56317044, 14.28, 8.98, 21.78",
    })
    void reproducesPublishedScores(long observed, double expected, double ebgm, double eb05, double eb95) {
        GammaMixture posterior = PRIOR.posterior(observed, expected);

        assertThat(posterior.geometricMean()).isCloseTo(ebgm, within(.0051));
        // found by bisection there, to about .01
        assertThat(posterior.quantile(0.05)).isCloseTo(eb05, within(.0101));
        assertThat(posterior.quantile(0.95)).isCloseTo(eb95, within(.0101));
    }

    @ParameterizedTest
    @CsvSource({"0.0360548272, 0.2819737", "0.0038736591, 0.3409653", "0.0002979738, 0.3482317"})
    void reproducesPublishedShares(double expected, double share) {
        assertThat(PRIOR.posterior(1, expected).share()).isCloseTo(share, within(1e-6));
    }

    @Property
    void scoresGrowWithTheReportsAndShrinkTowardsThePrior(
            @ForAll @LongRange(min = 0, max = 5_000) long observed,
            @ForAll @DoubleRange(min = 0.01, max = 1_000) double expected) {
        GammaMixture posterior = PRIOR.posterior(observed, expected);

        assertThat(PRIOR.posterior(observed + 1, expected).geometricMean()).isGreaterThan(posterior.geometricMean());
        assertThat(posterior.quantile(0.05)).isLessThan(posterior.geometricMean());
        assertThat(posterior.quantile(0.95)).isGreaterThan(posterior.geometricMean());
    }

    @Test
    void chancesOfSeenCountsAddUpToOneInEachComponent() {
        var far = new GammaMixture(new Component(0.2, 0.1), new Component(2, 4), 0.3);
        double sum = 0;
        for (int n = 1; n < 5_000; n++) {
            sum += Math.exp(far.logChanceSeen(new ReportCell(n, 1.7)));
        }

        assertThat(sum).isCloseTo(1, within(1e-9));
    }

    @Test
    void refusesWhatIsNoMixtureOrCount() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Component(0, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GammaMixture(new Component(1, 1), new Component(1, 1), 1.1));
        assertThatIllegalArgumentException().isThrownBy(() -> PRIOR.posterior(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> PRIOR.posterior(-1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> PRIOR.quantile(0));
    }
}
