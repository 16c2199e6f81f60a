package io.dermavigil.statistics.evalues;

import org.apache.commons.numbers.gamma.LogGamma;

/**
 * The parts of Loader's saddle-point form of binomial and Poisson probabilities (Loader 2000, Fast and accurate
 * computation of binomial probabilities). They are small where the logarithms of factorials that they replace are
 * large and cancel.
 */
final class Saddlepoint {

    /** ln(2 pi) / 2. */
    static final double HALF_LOG_TWO_PI = 0.918938533204672741780;

    private static final double SERIES_FROM = 15;
    private static final double[] OF_HALVES = ofHalves();

    private Saddlepoint() {}

    /** ln gamma(x + 1) less Stirling's (x + 1/2) ln x - x + ln(2 pi) / 2, for x above 0; error below 1e-14. */
    static double stirlingError(double x) {
        if (x >= SERIES_FROM) {
            double square = 1 / (x * x);
            return (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square / 1188))))
                    / x;
        }
        double twice = x + x;
        return twice == (int) twice ? OF_HALVES[(int) twice] : direct(x);
    }

    /** x ln(x / (n p)) + n p - x, for x, n and p above 0: at least 0, and 0 where x = n p. */
    static double deviance(double x, double n, double p) {
        double mean = n * p;
        double difference = x - mean;
        if (Math.abs(difference) < 0.1 * (x + mean)) {
            return series(x, mean, difference);
        }
        // Not through the mean, which would lose its digits where p is subnormal.
        return x * (Math.log(x / n) - Math.log(p)) - difference;
    }

    private static double series(double x, double mean, double difference) {
        double v = difference / (x + mean);
        double square = v * v;
        double sum = difference * v;
        double power = 2 * x * v;
        for (int j = 3; ; j += 2) {
            power *= square;
            double next = sum + power / j;
            if (next == sum) {
                return sum;
            }
            sum = next;
        }
    }

    private static double direct(double x) {
        return LogGamma.value(x + 1) - (x + 0.5) * Math.log(x) + x - HALF_LOG_TWO_PI;
    }

    private static double[] ofHalves() {
        double[] errors = new double[(int) (2 * SERIES_FROM)];
        for (int i = 1; i < errors.length; i++) {
            errors[i] = direct(i / 2.0);
        }
        return errors;
    }
}
