package io.dermavigil.statistics.sequential;

import org.apache.commons.numbers.rootfinder.BrentSolver;

/**
 * Maximised sequential probability ratio test for Poisson counts (Kulldorff et al. 2011, Seq Anal 30:58): has there been
 * more than expected, asked after every event until {@code upperLimit} events were to be expected? Then the clock ends, and
 * with it what alpha covers.
 *
 * @param upperLimit length of the surveillance in events expected under the hypothesis, above 0, at most 1,000
 * @param minimumEvents least number of events that may signal, 1 to 100; 4 is the usual choice
 * @param alpha chance of a signal when the hypothesis is true, 1e-6 to .5
 * @param criticalValue least log likelihood ratio that signals
 */
public record PoissonMaxSprt(double upperLimit, int minimumEvents, double alpha, double criticalValue) {

    private static final double GREATEST_LIMIT = 1000;
    private static final int MOST_MINIMUM_EVENTS = 100;
    private static final double GREATEST_VALUE = 100;
    private static final BrentSolver SOLVER = new BrentSolver(1e-14, 1e-12, 1e-14);

    /** What to make of a look. */
    public enum Verdict {
        /** Nothing yet; go on. */
        CONTINUE,
        /** More than chance explains. */
        SIGNAL,
        /** No signal within the surveillance, and none can come: the clock has ended. */
        ENDED
    }

    /**
     * The test with its exact critical value, found by recursion over the events.
     *
     * @throws IllegalArgumentException when an argument is out of range, or no critical value gives {@code alpha} because
     *     {@code minimumEvents} are too unlikely within so short a surveillance
     */
    public static PoissonMaxSprt exact(double upperLimit, int minimumEvents, double alpha) {
        if (!(upperLimit > 0 && upperLimit <= GREATEST_LIMIT)
                || minimumEvents < 1
                || minimumEvents > MOST_MINIMUM_EVENTS
                || !(alpha >= 1e-6 && alpha <= 0.5)) {
            throw new IllegalArgumentException("upperLimit must be above 0 and at most 1,000, minimumEvents 1..100 and"
                    + " alpha 1e-6..0.5, not " + upperLimit + ", " + minimumEvents + " and " + alpha);
        }
        if (SignalChance.of(0, upperLimit, minimumEvents) < alpha) {
            throw new IllegalArgumentException("no critical value gives alpha " + alpha + ": " + minimumEvents
                    + " events are too unlikely within " + upperLimit + " expected ones");
        }
        double criticalValue =
                SOLVER.findRoot(value -> SignalChance.of(value, upperLimit, minimumEvents) - alpha, 0, GREATEST_VALUE);
        return new PoissonMaxSprt(upperLimit, minimumEvents, alpha, criticalValue);
    }

    /**
     * The log likelihood ratio, maximised over rate ratios of at least 1.
     *
     * @param events number of events, at least 0
     * @param expected number expected under the hypothesis, at least 0; infinity is the ratio of events where none were
     * @throws IllegalArgumentException when a count is negative or no number
     */
    public static double logLikelihoodRatio(long events, double expected) {
        if (events < 0 || !(expected >= 0)) {
            throw new IllegalArgumentException(
                    "events and expected events must be at least 0, not " + events + " and " + expected);
        }
        return events > expected ? expected - events + events * Math.log(events / expected) : 0;
    }

    /**
     * What to make of the counts so far, provided that no earlier look has signalled.
     *
     * @param events number of events, at least 0
     * @param expected number expected under the hypothesis, at least 0
     * @throws IllegalArgumentException when a count is negative or no number
     */
    public Verdict verdict(long events, double expected) {
        double ratio = logLikelihoodRatio(events, expected);
        if (expected > upperLimit) {
            return Verdict.ENDED;
        }
        return events >= minimumEvents && events > expected && ratio >= criticalValue
                ? Verdict.SIGNAL
                : Verdict.CONTINUE;
    }
}
