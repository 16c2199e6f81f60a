package io.dermavigil.statistics.evalues;

import java.util.function.Supplier;
import org.apache.commons.numbers.fraction.GeneralizedContinuedFraction;
import org.apache.commons.numbers.fraction.GeneralizedContinuedFraction.Coefficient;

/**
 * Integrals of r^(shape-1) exp(-rate (r-1)) dr over the rate ratios above 1, below it and all. As in {@link BetaTails},
 * the ratio of two is an e-value, and nothing under- or overflows. Errors of the logarithms are below 1e-11 absolutely or
 * 1e-13 relatively, whichever is larger, for shapes and rates up to 1e9.
 */
final class GammaTails {

    private static final double EPSILON = 1e-15;

    /** Below this rate the continued fraction converges slowly; the difference loses less than two digits there. */
    private static final double LEAST_FRACTION_RATE = 1.5;

    private GammaTails() {}

    static double log(Side side, double shape, double rate) {
        return switch (side) {
            case ABOVE -> above(shape, rate);
            case BELOW -> below(shape, rate);
            case EITHER -> all(shape, rate);
        };
    }

    private static double above(double shape, double rate) {
        if (rate < shape || rate < LEAST_FRACTION_RATE) {
            double all = all(shape, rate);
            return all + Math.log1p(-Math.exp(series(shape, rate) - all));
        }
        if (rate >= TailQuadrature.LEAST_CURVATURE) {
            return TailQuadrature.log(t -> rate * TailQuadrature.exponentialExcess(t), rate - shape, rate);
        }
        return -Math.log(GeneralizedContinuedFraction.value(rate + 1 - shape, new Fraction(shape, rate), EPSILON));
    }

    private static double below(double shape, double rate) {
        if (rate < shape || rate < LEAST_FRACTION_RATE) {
            return series(shape, rate);
        }
        double all = all(shape, rate);
        return all + Math.log1p(-Math.exp(above(shape, rate) - all));
    }

    private static double all(double shape, double rate) {
        return Saddlepoint.deviance(shape, rate, 1)
                + Saddlepoint.stirlingError(shape)
                + Saddlepoint.HALF_LOG_TWO_PI
                - 0.5 * Math.log(shape);
    }

    /** The lower tail; where the mean lies in it, only for small rates. */
    private static double series(double shape, double rate) {
        if (rate >= TailQuadrature.LEAST_CURVATURE) {
            return TailQuadrature.log(t -> rate * TailQuadrature.exponentialExcess(-t), shape - rate, rate);
        }
        double term = 1 / shape;
        double sum = term;
        for (double next = shape + 1; term > sum * EPSILON; next++) {
            term *= rate / next;
            sum += term;
        }
        return Math.log(sum);
    }

    /** Terms of Legendre's continued fraction of the upper incomplete gamma function. */
    private static final class Fraction implements Supplier<Coefficient> {
        private final double shape;
        private double term;
        private int m;

        Fraction(double shape, double rate) {
            this.shape = shape;
            this.term = rate + 1 - shape;
        }

        @Override
        public Coefficient get() {
            m++;
            term += 2;
            return Coefficient.of(m * (shape - m), term);
        }
    }
}
