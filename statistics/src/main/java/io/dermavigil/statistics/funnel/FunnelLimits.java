package io.dermavigil.statistics.funnel;

import org.apache.commons.statistics.distribution.GammaDistribution;

/**
 * Limits within which the ratio of an observed to an expected count falls by chance.
 *
 * @param low lower limit of the ratio, at least 0
 * @param high upper limit of the ratio, at least 1
 */
public record FunnelLimits(double low, double high) {

    /** Normal quantile of the 95 % limits. */
    public static final double Z95 = 1.959963984540054;

    /** Normal quantile of the 99.8 % limits. */
    public static final double Z998 = 3.090232306167813;

    private static final double TAIL95 = 0.025;
    private static final double TAIL998 = 0.001;

    /** The exact Poisson limits that hold 95 % (Spiegelhalter 2005, Stat Med 24:1185). */
    public static FunnelLimits exact95(double expected) {
        return exact(expected, TAIL95);
    }

    /** The exact Poisson limits that hold 99.8 %. */
    public static FunnelLimits exact998(double expected) {
        return exact(expected, TAIL998);
    }

    /**
     * These limits, or those of a square-root ratio with the additional variance between providers, whichever are wider
     * (Spiegelhalter 2005, additive random effects).
     *
     * @param expected expected count, above 0
     * @param tau2 variance between providers of the square root of the ratio, at least 0
     * @param z normal quantile of the limits
     */
    public FunnelLimits widened(double expected, double tau2, double z) {
        if (tau2 == 0) {
            return this;
        }
        double half = z * Math.sqrt(1 / (4 * expected) + tau2);
        double root = Math.max(0, 1 - half);
        return new FunnelLimits(Math.min(low, root * root), Math.max(high, (1 + half) * (1 + half)));
    }

    private static FunnelLimits exact(double expected, double tail) {
        if (!(expected > 0)) {
            throw new IllegalArgumentException("the expected count must be above 0, not " + expected);
        }
        return new FunnelLimits(
                GammaDistribution.of(expected, 1).inverseCumulativeProbability(tail) / expected,
                GammaDistribution.of(expected + 1, 1).inverseSurvivalProbability(tail) / expected);
    }
}
