package io.dermavigil.statistics.disproportionality;

import io.dermavigil.statistics.disproportionality.GammaMixture.Component;
import java.util.Collection;
import java.util.List;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/** The prior of the Gamma-Poisson shrinker that makes the reports likeliest. */
public final class GammaPoissonFit {

    /** DuMouchel's starting values. */
    private static final GammaMixture START = new GammaMixture(new Component(0.2, 0.1), new Component(2, 4), 1.0 / 3);

    private static final int PARAMETERS = 5;
    private static final int MOST_RESTARTS = 20;

    /** Gain in log likelihood that is none. */
    private static final double CONVERGED = 1e-6;

    private static final int MOST_EVALUATIONS = 20_000;

    /** Logarithms beyond this stand for a component that has shrunk to a point, or for a share of 0 or 1. */
    private static final double FURTHEST = 12;

    private GammaPoissonFit() {}

    /**
     * Fits the prior by maximum likelihood, on pairs that were reported at least once. Its share is that of the pairs that were
     * reported: DuMouchel's model mixes what is left of the components without their zeros.
     *
     * @param cells pairs of product and reaction; those that were never reported are left out
     * @throws IllegalArgumentException when fewer pairs were reported than the prior has parameters
     * @throws IllegalStateException when the search does not converge
     */
    public static GammaMixture fit(Collection<ReportCell> cells) {
        List<ReportCell> seen =
                cells.stream().filter(cell -> cell.observed() > 0).toList();
        if (seen.size() < PARAMETERS) {
            throw new IllegalArgumentException(
                    "a prior of 5 parameters needs at least 5 pairs that were reported, not " + seen.size());
        }
        // A simplex may collapse before the optimum: start again from where it did, until that gains nothing.
        PointValuePair best = search(seen, coordinates(START));
        for (int i = 0; i < MOST_RESTARTS; i++) {
            PointValuePair next = search(seen, best.getPoint());
            if (next.getValue() - best.getValue() < CONVERGED) {
                return mixture(next.getPoint());
            }
            best = next;
        }
        throw new IllegalStateException("no prior found in " + MOST_RESTARTS + " searches");
    }

    /** The logarithm of the likelihood of pairs that were reported at least once. */
    static double logLikelihood(GammaMixture prior, Collection<ReportCell> seen) {
        double sum = 0;
        for (ReportCell cell : seen) {
            sum += prior.logChanceSeen(cell);
        }
        return sum;
    }

    private static PointValuePair search(List<ReportCell> seen, double[] from) {
        try {
            return new SimplexOptimizer(1e-12, 1e-10)
                    .optimize(
                            new MaxEval(MOST_EVALUATIONS),
                            new ObjectiveFunction(at -> logLikelihood(mixture(at), seen)),
                            GoalType.MAXIMIZE,
                            new InitialGuess(from),
                            new NelderMeadSimplex(PARAMETERS, 0.5));
        } catch (MathIllegalStateException e) {
            throw new IllegalStateException("no prior found within " + MOST_EVALUATIONS + " evaluations", e);
        }
    }

    private static double[] coordinates(GammaMixture mixture) {
        return new double[] {
            Math.log(mixture.first().shape()),
            Math.log(mixture.first().rate()),
            Math.log(mixture.second().shape()),
            Math.log(mixture.second().rate()),
            Math.log(mixture.share() / (1 - mixture.share()))
        };
    }

    private static GammaMixture mixture(double[] at) {
        return new GammaMixture(
                new Component(bounded(at[0]), bounded(at[1])),
                new Component(bounded(at[2]), bounded(at[3])),
                1 / (1 + 1 / bounded(at[4])));
    }

    private static double bounded(double log) {
        return Math.exp(Math.max(-FURTHEST, Math.min(FURTHEST, log)));
    }
}
