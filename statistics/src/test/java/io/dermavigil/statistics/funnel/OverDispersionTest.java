package io.dermavigil.statistics.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.dermavigil.statistics.funnel.OverDispersion.Provider;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OverDispersionTest {

    @Test
    void isNoneWhenProvidersDoAsExpected() {
        var dispersion = OverDispersion.of(Collections.nCopies(5, new Provider(100, 100)));

        assertThat(dispersion).isEqualTo(new OverDispersion(0, 0));
    }

    @Test
    void followsTheFormulaOfTheAdditiveVariance() {
        // z = +4 and -4, phi = 16, weights 400 each: (2 * 16 - 1) / (800 - 320000 / 800)
        var dispersion = OverDispersion.of(List.of(new Provider(144, 100), new Provider(64, 100)));

        assertThat(dispersion.phi()).isCloseTo(16, within(1e-12));
        assertThat(dispersion.tau2()).isCloseTo(31.0 / 400, within(1e-12));
    }

    @Test
    void drawsInATenthAtEachEnd() {
        double[] drawnIn = OverDispersion.winsorised(new double[] {-9, -2, -1, -1, 0, 0, 1, 1, 2, 30});

        assertThat(drawnIn).containsExactly(-2, -2, -1, -1, 0, 0, 1, 1, 2, 2);
        assertThat(OverDispersion.winsorised(new double[] {-9, 0, 30})).containsExactly(-9, 0, 30);
    }

    @Test
    void findsNoneBetweenProvidersThatChanceSeparates() {
        var random = new Random(7);
        var providers = Stream.generate(() -> new Provider(binomial(random, 2_000, 0.02), 40))
                .limit(2_000)
                .toList();

        // A standard normal z drawn in at its 10th and 90th percentile has a mean square of .678.
        assertThat(OverDispersion.of(providers).phi()).isBetween(0.62, 0.74);
        assertThat(OverDispersion.of(providers).tau2()).isZero();
    }

    @Test
    void refusesTooFewAndNotExpected() {
        assertThatIllegalArgumentException().isThrownBy(() -> OverDispersion.of(List.of(new Provider(1, 1))));
        assertThatIllegalArgumentException().isThrownBy(() -> new Provider(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Provider(-1, 1));
    }

    private static long binomial(Random random, int trials, double probability) {
        long successes = 0;
        for (int i = 0; i < trials; i++) {
            successes += random.nextDouble() < probability ? 1 : 0;
        }
        return successes;
    }
}
