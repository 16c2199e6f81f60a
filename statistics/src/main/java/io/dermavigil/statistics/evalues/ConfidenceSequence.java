package io.dermavigil.statistics.evalues;

import io.dermavigil.statistics.Interval;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.rootfinder.BrentSolver;

/**
 * Intervals that may be looked at after every event, for ever: the hypotheses whose two-sided e-value stays below 1/alpha.
 * The chance that the truth is ever outside is at most alpha. They are wider than an interval for one look.
 */
public final class ConfidenceSequence {

    private static final BrentSolver SOLVER = new BrentSolver(1e-15, 1e-14, 1e-14);

    /** A logit that stands for a probability of 1: the next double below it is further away. */
    private static final double CERTAIN = 40;

    private ConfidenceSequence() {}

    /**
     * For a probability.
     *
     * @param events number of events, 0 to {@code trials}
     * @param trials number of trials, 0 to 1,000,000,000; without trials nothing is excluded
     * @param alpha chance of ever missing the truth, at least 1e-100 and below 1
     * @param prior spread of the probability
     * @throws IllegalArgumentException when an argument is out of range or no number
     */
    public static Interval binomial(long events, long trials, double alpha, BetaPrior prior) {
        Counts.require(events, trials);
        double threshold = -Math.log(level(alpha));
        double low = lowestLogit(events, trials, threshold, prior);
        double high = -lowestLogit(trials - events, trials, threshold, prior.mirrored());
        return new Interval(probability(low), probability(high));
    }

    /**
     * For the ratio of a Poisson rate to the expected one.
     *
     * @param events number of events, 0 to 1,000,000,000
     * @param expected number expected at a ratio of 1, 0 to 1,000,000,000; at 0 nothing is excluded
     * @param alpha chance of ever missing the truth, at least 1e-100 and below 1
     * @param prior spread of the ratio
     * @return limits from 0; the upper may be infinite
     * @throws IllegalArgumentException when an argument is out of range or no number, or events without any expected
     */
    public static Interval rateRatio(long events, double expected, double alpha, GammaPrior prior) {
        Counts.requireExpected(events, expected);
        if (expected == 0 && events > 0) {
            throw new IllegalArgumentException("no rate ratio where events happened and none were expected");
        }
        double threshold = -Math.log(level(alpha));
        if (expected == 0) {
            return new Interval(0, Double.POSITIVE_INFINITY);
        }
        if (events == 0) {
            return new Interval(0, (threshold + prior.shape() * Math.log1p(expected / prior.rate())) / expected);
        }
        // In v, the logarithm of the ratio over the most likely one, ln E = least + events (e^v - 1 - v).
        double depth = (threshold - leastLogEvalue(events, expected, prior)) / events;
        DoubleUnaryOperator excess = v -> Math.expm1(v) - v - depth;
        double ratio = events / expected;
        return new Interval(
                ratio * Math.exp(SOLVER.findRoot(excess, -1 - depth, 0)),
                ratio * Math.exp(SOLVER.findRoot(excess, 0, Math.sqrt(2 * depth))));
    }

    /** Logit of the lower limit; in the logit, ln E is convex. */
    private static double lowestLogit(long events, long trials, double threshold, BetaPrior prior) {
        if (events == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        double a = prior.a();
        double b = prior.b();
        double atOne = LogBeta.value(a + events, b + (trials - events)) - LogBeta.value(a, b);
        double outside = (atOne - threshold) / events * (1 + 1e-9) - 1e-6;
        double inside = events == trials ? CERTAIN : Math.log((double) events / (trials - events));
        return SOLVER.findRoot(
                logit -> new BinomialEvalue(probability(logit), probability(-logit), Side.EITHER, prior)
                                .log(events, trials)
                        - threshold,
                outside,
                inside);
    }

    /** The logarithm of the e-value at the most likely ratio, where it is least; at most 0. */
    private static double leastLogEvalue(long events, double expected, GammaPrior prior) {
        double a = prior.shape();
        double b = prior.rate();
        double shape = a + events;
        return events * (Math.log1p(a / events) - Math.log1p(b / expected))
                + a * Math.log(shape / (b + expected))
                - a
                + Saddlepoint.HALF_LOG_TWO_PI
                - 0.5 * Math.log(shape)
                + Saddlepoint.stirlingError(shape)
                + a * Math.log(b)
                - LogGamma.value(a);
    }

    private static double probability(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    private static double level(double alpha) {
        if (!(alpha >= 1e-100 && alpha < 1)) {
            throw new IllegalArgumentException("alpha must be at least 1e-100 and below 1, not " + alpha);
        }
        return alpha;
    }
}
