package io.dermavigil.statistics.evalues;

import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import org.apache.commons.numbers.fraction.GeneralizedContinuedFraction;
import org.apache.commons.numbers.fraction.GeneralizedContinuedFraction.Coefficient;

/**
 * Integrals of r^alpha (1-r)^beta dr / (r (1-r)) over the rates above p, below it and all, divided by p^alpha q^beta. So
 * scaled a tail neither under- nor overflows, and the ratio of two is an e-value. Errors of the logarithms are below
 * 1e-11 absolutely or 1e-13 relatively, whichever is larger, for alpha and beta up to 1e9.
 *
 * @param p rate at the boundary, above 0
 * @param q 1 - p, given apart because a small one has more digits than the difference; above 0
 */
record BetaTails(double p, double q) {

    private static final double EPSILON = 1e-15;

    double log(Side side, double alpha, double beta) {
        return switch (side) {
            case ABOVE -> above(alpha, beta);
            case BELOW -> new BetaTails(q, p).above(beta, alpha);
            case EITHER -> all(alpha, beta);
        };
    }

    private double above(double alpha, double beta) {
        // n p - alpha, as the mean's distance from p
        double slope = beta * p - alpha * q;
        if (slope >= 0) {
            return farTail(alpha, beta, slope);
        }
        double all = all(alpha, beta);
        double below = new BetaTails(q, p).farTail(beta, alpha, -slope);
        return all + Math.log1p(-Math.exp(below - all));
    }

    private double all(double alpha, double beta) {
        double n = alpha + beta;
        return Saddlepoint.deviance(alpha, n, p)
                + Saddlepoint.deviance(beta, n, q)
                + Saddlepoint.stirlingError(alpha)
                + Saddlepoint.stirlingError(beta)
                - Saddlepoint.stirlingError(n)
                + Saddlepoint.HALF_LOG_TWO_PI
                + 0.5 * (Math.log(n / alpha) - Math.log(beta));
    }

    /** The tail that does not hold the mean. In t, the logit's distance from that of p, its integrand is log-concave. */
    private double farTail(double alpha, double beta, double slope) {
        double n = alpha + beta;
        double curvature = n * p * q;
        if (curvature >= TailQuadrature.LEAST_CURVATURE) {
            // From the smaller of the two, nothing cancels.
            DoubleUnaryOperator excess = p <= q
                    ? t -> n * TailQuadrature.bernoulliExcess(p, t)
                    : t -> n * TailQuadrature.bernoulliExcess(q, -t);
            return TailQuadrature.log(excess, slope, curvature);
        }
        double first = beta / (beta + 1) * (slope + 1);
        return -Math.log(GeneralizedContinuedFraction.value(first, new Fraction(alpha, beta, q, slope), EPSILON));
    }

    /** Terms of the continued fraction of the incomplete beta function (Didonato and Morris 1992, ACM TOMS 18:360). */
    private static final class Fraction implements Supplier<Coefficient> {
        private final double alpha;
        private final double beta;
        private final double x;
        private final double slope;
        private int m;

        Fraction(double alpha, double beta, double x, double slope) {
            this.alpha = alpha;
            this.beta = beta;
            this.x = x;
            this.slope = slope;
        }

        @Override
        public Coefficient get() {
            m++;
            double middle = beta + 2.0 * m - 1;
            double step = m * (alpha - m) * x / middle;
            double numerator = (beta + m - 1) * (beta + alpha + m - 1) / middle * step * x;
            double term = m + step + (beta + m) * (slope + 1 + m * (2 - x)) / (middle + 2);
            return Coefficient.of(numerator, term);
        }
    }
}
