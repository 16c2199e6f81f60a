package io.dermavigil.statistics.survival;

import io.dermavigil.statistics.Interval;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cumulative incidence of an event when others preclude it (Aalen and Johansen 1978, Scand J Stat 5:141): the share that has
 * had it by a time. One minus a Kaplan-Meier curve that censors the others is the share if there were no others, and too
 * large. Variance by the delta method (Marubini and Valsecchi 1995, 10.3), which is Greenwood's where nothing competes;
 * interval symmetric in log(-log(1 - incidence)).
 */
public final class AalenJohansen {

    /** A sum of shares that is 1 on paper may fall short by some ulps. */
    private static final double ALL = 1 - 1e-12;

    private AalenJohansen() {}

    /**
     * The incidence, one step a time at which something happened, in ascending order; empty for no observations.
     *
     * @param events from time to number with the event; times and numbers at least 0
     * @param competing from time to number with an event that precludes it
     * @param censored from time to number whose watch ended without any event; those censored at the time of an event are at
     *     risk of it
     * @throws IllegalArgumentException when a time or a number is negative
     */
    public static List<IncidenceStep> curve(
            Map<Integer, Long> events, Map<Integer, Long> competing, Map<Integer, Long> censored) {
        Map<Integer, Long> either = new HashMap<>(events);
        competing.forEach((time, number) -> either.merge(time, number, Long::sum));
        requireNumbers(events, competing);
        List<SurvivalStep> eventFree = KaplanMeier.curve(either, censored);
        List<Term> terms = new ArrayList<>();
        List<IncidenceStep> steps = new ArrayList<>();
        double survival = 1;
        double incidence = 0;
        for (SurvivalStep step : eventFree) {
            long happened = events.getOrDefault(step.time(), 0L);
            incidence += survival * happened / step.atRisk();
            terms.add(new Term(step, happened, survival, incidence));
            steps.add(new IncidenceStep(
                    step.time(),
                    step.atRisk(),
                    happened,
                    step.events() - happened,
                    step.censored(),
                    incidence,
                    interval(incidence, terms)));
            survival = step.survival();
        }
        return List.copyOf(steps);
    }

    private static Optional<Interval> interval(double incidence, List<Term> terms) {
        if (incidence > ALL) {
            return Optional.empty();
        }
        double variance = 0;
        for (Term term : terms) {
            variance += term.variance(incidence);
        }
        return LogLog.interval(1 - incidence, Math.sqrt(variance) / (1 - incidence))
                .map(spared -> new Interval(1 - spared.high(), 1 - spared.low()));
    }

    private static void requireNumbers(Map<Integer, Long> events, Map<Integer, Long> competing) {
        if (events.values().stream().anyMatch(number -> number < 0)
                || competing.values().stream().anyMatch(number -> number < 0)) {
            throw new IllegalArgumentException("times and numbers must be at least 0");
        }
    }

    /**
     * What a time adds to the variance of a later incidence.
     *
     * @param before share without any event before the step
     * @param incidence share with the event after the step
     */
    private record Term(SurvivalStep step, long happened, double before, double incidence) {

        double variance(double later) {
            double risk = step.atRisk();
            double gained = later - incidence;
            double own = before * before * happened * (risk - happened) / (risk * risk * risk);
            if (step.events() == step.atRisk()) {
                return own;
            }
            return own
                    + gained * gained * step.events() / (risk * (risk - step.events()))
                    - 2 * gained * before * happened / (risk * risk);
        }
    }
}
