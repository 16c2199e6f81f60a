package io.dermavigil.statistics.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskAdjustedCusumTest {

    private static final RiskAdjustedCusum DOUBLED = new RiskAdjustedCusum(1, 2);

    @ParameterizedTest
    @CsvSource({ // Steiner et al. 2000: Parsonnet scores 0 and 50, logit risk -3.68 + .077 score
        "0, false, -.024",
        "0, true, .669",
        "50, false, -.433",
        "50, true, .260",
    })
    void reproducesPublishedWeights(int score, boolean event, double weight) {
        double risk = 1 / (1 + Math.exp(3.68 - 0.077 * score));

        assertThat(DOUBLED.weight(event, risk)).isCloseTo(weight, within(.0005));
    }

    @Property
    void isALikelihoodRatio(
            @ForAll @Scale(3) @DoubleRange(min = 0.001, max = 0.999) double risk,
            @ForAll @DoubleRange(min = 0.1, max = 9) double one,
            @ForAll @DoubleRange(min = 9.1, max = 20) double other) {
        var cusum = new RiskAdjustedCusum(one, other);
        double chance = one * risk / (1 - risk + one * risk);

        assertThat(chance * Math.exp(cusum.weight(true, risk)) + (1 - chance) * Math.exp(cusum.weight(false, risk)))
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void neverFallsBelowZero() {
        assertThat(DOUBLED.next(0.01, false, 0.5)).isZero();
        assertThat(DOUBLED.next(1, true, 0.5)).isCloseTo(1 + Math.log(4.0 / 3), within(1e-12));
    }

    @Test
    void runsAsLongAsInSimulation() {
        double[] risks = {0.01, 0.02, 0.05, 0.1, 0.3};
        double limit = 2;

        // standard errors about 1 %
        assertThat(DOUBLED.averageRunLength(limit, risks, 1)).isCloseTo(simulated(limit, risks, 1), byPercent(3));
        assertThat(DOUBLED.averageRunLength(limit, risks, 2)).isCloseTo(simulated(limit, risks, 2), byPercent(3));
    }

    @Test
    void runsShorterTheLowerTheLimitAndTheWorseTheOutcomes() {
        double[] risks = {0.02, 0.1};

        assertThat(DOUBLED.averageRunLength(3, risks, 1)).isGreaterThan(DOUBLED.averageRunLength(2, risks, 1));
        assertThat(DOUBLED.averageRunLength(3, risks, 1)).isGreaterThan(DOUBLED.averageRunLength(3, risks, 1.5));
        assertThat(DOUBLED.averageRunLength(3, risks, 1.5)).isGreaterThan(DOUBLED.averageRunLength(3, risks, 2));
    }

    @Test
    void runsForAGeometricTimeWhenOneEventSuffices() {
        // every event signals, whatever came before it
        assertThat(DOUBLED.averageRunLength(0.1, new double[] {0.05}, 1)).isCloseTo(20, within(1e-9));
    }

    @Test
    void refusesWhatIsNoChangeOrNoRisk() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RiskAdjustedCusum(1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new RiskAdjustedCusum(0, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new RiskAdjustedCusum(1, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> DOUBLED.weight(true, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> DOUBLED.weight(true, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> DOUBLED.averageRunLength(0, new double[] {0.1}, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> DOUBLED.averageRunLength(1, new double[0], 1));
    }

    private static Percentage byPercent(double percent) {
        return Percentage.withPercentage(percent);
    }

    private static double simulated(double limit, double[] risks, double trueOddsRatio) {
        var random = new SplittableRandom(11);
        int runs = 10_000;
        long cases = 0;
        for (int run = 0; run < runs; run++) {
            double sum = 0;
            while (sum < limit) {
                double risk = risks[random.nextInt(risks.length)];
                double chance = trueOddsRatio * risk / (1 - risk + trueOddsRatio * risk);
                sum = DOUBLED.next(sum, random.nextDouble() < chance, risk);
                cases++;
            }
        }
        return (double) cases / runs;
    }
}
