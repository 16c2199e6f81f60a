package io.dermavigil.statistics.funnel;

import java.util.List;

/**
 * How much further providers lie apart than chance explains (Spiegelhalter 2005, Qual Saf Health Care 14:347): the mean
 * squared z of the square-root ratio after winsorising, and the variance between providers that accounts for it
 * (DerSimonian and Laird's estimate).
 *
 * @param phi mean of the squared z; not above 1 when only chance separates the providers (winsorising alone makes it
 *     .68 then)
 * @param tau2 variance between providers of the square root of the ratio; 0 when {@code phi} shows none
 */
public record OverDispersion(double phi, double tau2) {

    private static final double WINSORISED_SHARE = 0.1;

    /**
     * Of providers.
     *
     * @param providers at least 2, each with an expected count above 0
     * @throws IllegalArgumentException when there are fewer, or an expected count is 0
     */
    public static OverDispersion of(List<Provider> providers) {
        int count = providers.size();
        if (count < 2) {
            throw new IllegalArgumentException("over-dispersion needs at least 2 providers, not " + count);
        }
        double[] z =
                winsorised(providers.stream().mapToDouble(Provider::z).sorted().toArray());
        double phi = 0;
        for (double each : z) {
            phi += each * each / count;
        }
        return new OverDispersion(phi, tau2(providers, phi));
    }

    private static double tau2(List<Provider> providers, double phi) {
        double excess = providers.size() * phi - (providers.size() - 1);
        if (excess <= 0) {
            return 0;
        }
        double weights = providers.stream().mapToDouble(Provider::weight).sum();
        double squares = providers.stream()
                .mapToDouble(provider -> provider.weight() * provider.weight())
                .sum();
        return excess / (weights - squares / weights);
    }

    /** The tenth at each end is drawn in to the value next to it, so that a true outlier does not widen the limits. */
    static double[] winsorised(double[] ascending) {
        int drawnIn = (int) Math.floor(WINSORISED_SHARE * ascending.length);
        double[] result = ascending.clone();
        for (int i = 0; i < drawnIn; i++) {
            result[i] = ascending[drawnIn];
            result[result.length - 1 - i] = ascending[ascending.length - 1 - drawnIn];
        }
        return result;
    }

    /**
     * A provider.
     *
     * @param observed observed count, at least 0
     * @param expected expected count, above 0
     */
    public record Provider(long observed, double expected) {

        /** Refuses counts that are none. */
        public Provider {
            if (observed < 0 || !(expected > 0)) {
                throw new IllegalArgumentException(
                        "observed must be at least 0 and expected above 0, not " + observed + " and " + expected);
            }
        }

        /** The square-root ratio's distance from 1 in standard errors. */
        double z() {
            return 2 * (Math.sqrt(observed) - Math.sqrt(expected));
        }

        /** The inverse variance of the square-root ratio. */
        double weight() {
            return 4 * expected;
        }
    }
}
