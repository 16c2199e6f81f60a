package io.dermavigil.statistics;

import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/**
 * Wilson score interval for a binomial proportion (Wilson 1927; recommended over Wald by Newcombe 1998, Stat Med
 * 17:857).
 */
public final class Wilson {

    private static final double ALPHA = 0.05;

    private Wilson() {}

    /**
     * The 95 % interval.
     *
     * @param successes number with the property, 0..trials
     * @param trials number observed, at least 1
     * @throws IllegalArgumentException when the counts are out of range; there is no interval without trials
     */
    public static Interval interval95(long successes, long trials) {
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException(
                    "successes must be 0..trials and trials at least 1, not " + successes + " of " + trials);
        }
        if (trials > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("trials must fit 31 bits, not " + trials);
        }
        var interval = BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate((int) trials, (int) successes, ALPHA);
        // Rounding leaves the exact limits at 0 and n successes by an ulp.
        return new Interval(
                successes == 0 ? 0 : interval.getLowerBound(), successes == trials ? 1 : interval.getUpperBound());
    }
}
