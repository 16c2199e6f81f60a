package io.dermavigil.statistics.disproportionality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.dermavigil.statistics.disproportionality.GammaMixture.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;

class GammaPoissonFitTest {

    private static final GammaMixture TRUTH = new GammaMixture(new Component(2, 0.4), new Component(3, 3.5), 0.1);

    @Test
    void findsThePriorFromWhichPairsWereDrawn() {
        List<ReportCell> cells = drawn(3_000, new SplittableRandom(3));
        List<ReportCell> seen =
                cells.stream().filter(cell -> cell.observed() > 0).toList();
        GammaMixture fit = GammaPoissonFit.fit(cells);

        double likelihood = GammaPoissonFit.logLikelihood(fit, cells);
        assertThat(likelihood).isGreaterThanOrEqualTo(GammaPoissonFit.logLikelihood(TRUTH, cells));
        // twice the distance is chi-squared with 5 degrees of freedom: above 20 once in a thousand
        assertThat(likelihood - GammaPoissonFit.logLikelihood(TRUTH, cells)).isLessThan(10);
        // the scores are what counts; single parameters are hardly determined
        for (long observed : new long[] {1, 4, 20}) {
            double truth = TRUTH.posterior(observed, 2).quantile(0.05);
            assertThat(fit.posterior(observed, 2).quantile(0.05)).isCloseTo(truth, within(0.15 * truth));
        }
    }

    @Test
    void standsOnTheTopOfTheLikelihood() {
        List<ReportCell> cells = drawn(600, new SplittableRandom(4));
        List<ReportCell> seen =
                cells.stream().filter(cell -> cell.observed() > 0).toList();
        GammaMixture fit = GammaPoissonFit.fit(cells);
        double top = GammaPoissonFit.logLikelihood(fit, cells);
        Component one = fit.first();
        Component other = fit.second();

        for (double factor : new double[] {0.99, 1.01}) {
            assertThat(List.of(
                            new GammaMixture(new Component(one.shape() * factor, one.rate()), other, fit.share()),
                            new GammaMixture(new Component(one.shape(), one.rate() * factor), other, fit.share()),
                            new GammaMixture(one, new Component(other.shape() * factor, other.rate()), fit.share()),
                            new GammaMixture(one, new Component(other.shape(), other.rate() * factor), fit.share()),
                            new GammaMixture(one, other, Math.min(1, fit.share() * factor))))
                    .allSatisfy(nearby -> assertThat(GammaPoissonFit.logLikelihood(nearby, cells))
                            .isLessThanOrEqualTo(top + 1e-6));
        }
    }

    /** The likelihood of the package's own test, by hand: f(n) of both components, each over its 1 - f(0). */
    @Test
    void dividesEachComponentByItsOwnChanceToBeSeen() {
        var prior = new GammaMixture(new Component(0.125874, 0.13587), new Component(1.24578, 3.01587), 0.05);
        double byHand = 0;
        List<ReportCell> cells = new ArrayList<>();
        for (int n = 1; n <= 3; n++) {
            double expected = 5.0 + n;
            cells.add(new ReportCell(n, expected));
            byHand += Math.log(
                    0.05 * truncated(n, expected, 0.125874, 0.13587) + 0.95 * truncated(n, expected, 1.24578, 3.01587));
        }

        assertThat(GammaPoissonFit.logLikelihood(prior, cells)).isCloseTo(byHand, within(1e-12));
    }

    @Test
    void refusesFewerPairsThanParameters() {
        List<ReportCell> few = List.of(new ReportCell(1, 1), new ReportCell(0, 1), new ReportCell(0, 2));

        assertThatIllegalArgumentException().isThrownBy(() -> GammaPoissonFit.fit(few));
    }

    private static double truncated(int n, double expected, double shape, double rate) {
        double chance = rate / (rate + expected);
        double rising = 1;
        for (int i = 0; i < n; i++) {
            rising *= (shape + i) / (i + 1);
        }
        double none = Math.pow(chance, shape);
        return rising * none * Math.pow(1 - chance, n) / (1 - none);
    }

    /** Pairs that were reported at least once, as the model has them. */
    private static List<ReportCell> drawn(int pairs, SplittableRandom random) {
        List<ReportCell> cells = new ArrayList<>();
        while (cells.size() < pairs) {
            Component component = random.nextDouble() < TRUTH.share() ? TRUTH.first() : TRUTH.second();
            double expected = Math.exp(4 * random.nextDouble() - 2);
            int observed = 0;
            while (observed == 0) {
                observed = reports(component, expected, random);
            }
            cells.add(new ReportCell(observed, expected));
        }
        return cells;
    }

    private static int reports(Component component, double expected, SplittableRandom random) {
        double ratio = GammaDistribution.of(component.shape(), 1 / component.rate())
                .inverseCumulativeProbability(random.nextDouble());
        return PoissonDistribution.of(Math.max(1e-9, ratio * expected))
                .inverseCumulativeProbability(random.nextDouble());
    }
}
