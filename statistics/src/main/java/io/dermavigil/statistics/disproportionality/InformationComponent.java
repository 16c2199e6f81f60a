package io.dermavigil.statistics.disproportionality;

import org.apache.commons.statistics.distribution.GammaDistribution;

/**
 * Information component: the binary logarithm of observed over expected, both with a half added, which draws small counts
 * to 0 (Noren, Hopstadius and Bate 2013, Stat Methods Med Res 22:57).
 *
 * @param value 0 when as many were observed as expected
 * @param ic025 lower limit of its 95 % credible interval
 * @param ic975 upper limit
 */
public record InformationComponent(double value, double ic025, double ic975) {

    private static final double SHRINKAGE = 0.5;
    private static final double TAIL = 0.025;

    /**
     * Of a count.
     *
     * @param observed observed count, at least 0
     * @param expected expected count, at least 0
     * @throws IllegalArgumentException when a count is negative or no finite number
     */
    public static InformationComponent of(long observed, double expected) {
        if (observed < 0 || !(expected >= 0) || Double.isInfinite(expected)) {
            throw new IllegalArgumentException(
                    "observed and expected counts must be at least 0 and finite, not " + observed + " and " + expected);
        }
        double shape = observed + SHRINKAGE;
        double rate = expected + SHRINKAGE;
        GammaDistribution posterior = GammaDistribution.of(shape, 1 / rate);
        return new InformationComponent(
                log2(shape / rate),
                log2(posterior.inverseCumulativeProbability(TAIL)),
                log2(posterior.inverseSurvivalProbability(TAIL)));
    }

    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }
}
