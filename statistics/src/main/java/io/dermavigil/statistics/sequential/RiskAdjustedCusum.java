package io.dermavigil.statistics.sequential;

import org.ojalgo.matrix.decomposition.LU;
import org.ojalgo.matrix.store.R064Store;

/**
 * Risk-adjusted CUSUM (Steiner et al. 2000, Biostatistics 1:441): a sum of log likelihood ratios, each case by its own risk,
 * that never falls below 0 and signals at a limit, when the odds of an event have changed from {@code oddsRatio} times what
 * the risks say to {@code alternativeOddsRatio} times. It signals for certain, if one waits long enough: the limit sets how
 * rarely.
 *
 * @param oddsRatio odds ratio in control, above 0; usually 1
 * @param alternativeOddsRatio odds ratio to detect, above 0; 2 for a worsening, below {@code oddsRatio} for an improvement
 */
public record RiskAdjustedCusum(double oddsRatio, double alternativeOddsRatio) {

    private static final int STATES = 400;

    /**
     * Refuses what is no change.
     *
     * @throws IllegalArgumentException when an odds ratio is not above 0 and finite, or both are the same
     */
    public RiskAdjustedCusum {
        if (!(oddsRatio > 0 && alternativeOddsRatio > 0)
                || Double.isInfinite(oddsRatio)
                || Double.isInfinite(alternativeOddsRatio)
                || oddsRatio == alternativeOddsRatio) {
            throw new IllegalArgumentException("odds ratios must be above 0, finite and different, not " + oddsRatio
                    + " and " + alternativeOddsRatio);
        }
    }

    /**
     * The weight of a case.
     *
     * @param event whether it had the event
     * @param risk its probability of the event at an odds ratio of 1, above 0 and below 1
     * @throws IllegalArgumentException when the risk is out of range or no number
     */
    public double weight(boolean event, double risk) {
        if (!(risk > 0 && risk < 1)) {
            throw new IllegalArgumentException("a risk must be above 0 and below 1, not " + risk);
        }
        double quiet = Math.log1p((oddsRatio - 1) * risk) - Math.log1p((alternativeOddsRatio - 1) * risk);
        return event ? quiet + Math.log(alternativeOddsRatio / oddsRatio) : quiet;
    }

    /**
     * The sum after a case.
     *
     * @param before the sum before it, at least 0; 0 at the start and after a signal
     * @param event whether it had the event
     * @param risk its probability of the event at an odds ratio of 1, above 0 and below 1
     * @throws IllegalArgumentException when the risk is out of range or no number
     */
    public double next(double before, boolean event, double risk) {
        return Math.max(0, before + weight(event, risk));
    }

    /**
     * Mean number of cases until the sum, from 0, reaches a limit (Brook and Evans 1972, Biometrika 59:539; a Markov chain of
     * 400 states, between which the sum is shared so that its mean is kept).
     *
     * @param limit above 0
     * @param risks risks of the mix of cases, each as frequent as any other; at least one, each above 0 and below 1
     * @param trueOddsRatio odds ratio at which the cases happen, above 0; {@code oddsRatio} for the run length in control
     * @throws IllegalArgumentException when an argument is out of range or no number
     */
    public double averageRunLength(double limit, double[] risks, double trueOddsRatio) {
        if (!(limit > 0 && trueOddsRatio > 0) || risks.length == 0) {
            throw new IllegalArgumentException("limit and odds ratio must be above 0 and risks not empty, not " + limit
                    + ", " + trueOddsRatio + " and " + risks.length + " risks");
        }
        R064Store system = R064Store.FACTORY.makeEye(STATES, STATES);
        for (double risk : risks) {
            double odds = trueOddsRatio * risk / (1 - risk);
            double chance = odds / (1 + odds);
            move(system, weight(true, risk) / limit, chance / risks.length);
            move(system, weight(false, risk) / limit, (1 - chance) / risks.length);
        }
        R064Store ones = R064Store.FACTORY.make(STATES, 1);
        ones.fillAll(1.0);
        LU<Double> decomposition = LU.R064.make(system);
        decomposition.decompose(system);
        return decomposition.getSolution(ones).doubleValue(0, 0);
    }

    /** Subtracts from the system what a step leads to, from every state; the step in shares of the limit. */
    private static void move(R064Store system, double step, double chance) {
        for (int from = 0; from < STATES; from++) {
            double to = Math.max(0, (double) from + step * STATES);
            int lower = (int) Math.min(to, STATES);
            double upperShare = to - lower;
            subtract(system, from, lower, chance * (1 - upperShare));
            subtract(system, from, lower + 1, chance * upperShare);
        }
    }

    private static void subtract(R064Store system, int from, int to, double chance) {
        if (to < STATES) {
            system.add(from, to, -chance);
        }
    }
}
