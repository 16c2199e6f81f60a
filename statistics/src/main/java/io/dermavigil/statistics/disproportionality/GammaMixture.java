package io.dermavigil.statistics.disproportionality;

import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.rootfinder.BrentSolver;
import org.apache.commons.statistics.distribution.GammaDistribution;

/**
 * How the ratios of observed to expected reports are spread: a mixture of two gamma distributions, as prior of the
 * Gamma-Poisson shrinker (DuMouchel 1999, Am Stat 53:177) or as posterior of one ratio.
 *
 * @param first the first component
 * @param second the second
 * @param share share of the first, 0..1
 */
public record GammaMixture(Component first, Component second, double share) {

    private static final BrentSolver SOLVER = new BrentSolver(1e-12, 1e-300, 1e-13);

    /**
     * Refuses what is no share.
     *
     * @throws IllegalArgumentException when the share is out of range or no number
     */
    public GammaMixture {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share must be 0..1, not " + share);
        }
    }

    /**
     * How the ratio of one product and reaction is spread, given its reports.
     *
     * @param observed observed reports, at least 0
     * @param expected expected reports, above 0
     * @throws IllegalArgumentException when a count is out of range or no finite number
     */
    public GammaMixture posterior(long observed, double expected) {
        ReportCell cell = new ReportCell(observed, expected);
        double one = first.logChance(cell);
        double other = second.logChance(cell);
        double greatest = Math.max(one, other);
        double weightOne = share * Math.exp(one - greatest);
        double weightOther = (1 - share) * Math.exp(other - greatest);
        double sum = weightOne + weightOther;
        return new GammaMixture(first.after(cell), second.after(cell), sum == 0 ? share : weightOne / sum);
    }

    /** The geometric mean; of a posterior, the EBGM. */
    public double geometricMean() {
        return Math.exp(share * first.meanLog() + (1 - share) * second.meanLog());
    }

    /**
     * A quantile; of a posterior at .05, the EB05.
     *
     * @param probability above 0 and below 1
     * @throws IllegalArgumentException when it is out of range or no number
     */
    public double quantile(double probability) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("a probability must be above 0 and below 1, not " + probability);
        }
        GammaDistribution one = first.distribution();
        GammaDistribution other = second.distribution();
        double low = one.inverseCumulativeProbability(probability);
        double high = other.inverseCumulativeProbability(probability);
        if (low == high) {
            return low;
        }
        return SOLVER.findRoot(
                x -> share * one.cumulativeProbability(x) + (1 - share) * other.cumulativeProbability(x) - probability,
                Math.min(low, high) * (1 - 1e-9),
                Math.max(low, high) * (1 + 1e-9));
    }

    /**
     * The logarithm of the chance of a count that is known not to be 0: each component is divided by its own chance not to be 0,
     * since pairs without a report are not in the data.
     */
    double logChanceSeen(ReportCell cell) {
        double one = first.logChance(cell) - first.logChanceSeen(cell.expected());
        double other = second.logChance(cell) - second.logChanceSeen(cell.expected());
        double greatest = Math.max(one, other);
        return greatest + Math.log(share * Math.exp(one - greatest) + (1 - share) * Math.exp(other - greatest));
    }

    /**
     * A gamma distribution of mean shape / rate.
     *
     * @param shape above 0
     * @param rate above 0
     */
    public record Component(double shape, double rate) {

        /**
         * Refuses what is no distribution.
         *
         * @throws IllegalArgumentException when a parameter is not above 0 and finite
         */
        public Component {
            if (!(shape > 0 && rate > 0) || Double.isInfinite(shape) || Double.isInfinite(rate)) {
                throw new IllegalArgumentException(
                        "shape and rate must be above 0 and finite, not " + shape + " and " + rate);
            }
        }

        /** The logarithm of the chance of a count, negative binomial. */
        private double logChance(ReportCell cell) {
            long n = cell.observed();
            return LogGamma.value(shape + n)
                    - LogGamma.value(shape)
                    - LogGamma.value(n + 1.0)
                    - shape * Math.log1p(cell.expected() / rate)
                    - n * Math.log1p(rate / cell.expected());
        }

        private double logChanceSeen(double expected) {
            return Math.log(-Math.expm1(-shape * Math.log1p(expected / rate)));
        }

        private Component after(ReportCell cell) {
            return new Component(shape + cell.observed(), rate + cell.expected());
        }

        private double meanLog() {
            return Digamma.value(shape) - Math.log(rate);
        }

        private GammaDistribution distribution() {
            return GammaDistribution.of(shape, 1 / rate);
        }
    }
}
