package io.dermavigil.statistics.survival;

import io.dermavigil.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Product-limit estimate of a survival curve (Kaplan and Meier 1958, J Am Stat Assoc 53:457) with Greenwood's variance
 * and the interval that is symmetric in log(-log S) (Kalbfleisch and Prentice 1980), which stays within 0..1.
 */
public final class KaplanMeier {

    /** A product of fractions that is a half on paper may be a half and an ulp. */
    private static final double HALF = 0.5 + 1e-12;

    private KaplanMeier() {}

    /**
     * The curve, one step a time at which something happened, in ascending order; empty for no observations.
     *
     * @param events from time to number with the event; times and numbers at least 0
     * @param censored from time to number whose watch ended without the event; those censored at the time of an event
     *     are at risk of it
     * @throws IllegalArgumentException when a time or a number is negative
     */
    public static List<SurvivalStep> curve(Map<Integer, Long> events, Map<Integer, Long> censored) {
        long atRisk = total(events) + total(censored);
        double survival = 1;
        double greenwood = 0;
        List<SurvivalStep> steps = new ArrayList<>();
        var times = new TreeSet<>(events.keySet());
        times.addAll(censored.keySet());
        for (int time : times) {
            long happened = events.getOrDefault(time, 0L);
            long left = censored.getOrDefault(time, 0L);
            if (happened + left == 0) {
                continue;
            }
            survival *= (double) (atRisk - happened) / atRisk;
            greenwood += (double) happened / ((double) atRisk * (atRisk - happened));
            steps.add(new SurvivalStep(
                    time, atRisk, happened, left, survival, LogLog.interval(survival, Math.sqrt(greenwood))));
            atRisk -= happened + left;
        }
        return List.copyOf(steps);
    }

    /** First time at which at most half are without the event; empty when the curve ends above that. */
    public static OptionalInt median(List<SurvivalStep> curve) {
        return first(curve, step -> step.survival() <= HALF);
    }

    /**
     * The median with its 95 % interval (Brookmeyer and Crowley 1982, Biometrics 38:29): from the first time whose lower limit
     * is at most a half to the first whose upper limit is. Once everyone had the event, nothing later is possible.
     */
    public static MedianInterval medianInterval(List<SurvivalStep> curve) {
        return new MedianInterval(
                median(curve), first(curve, step -> lowest(step) <= HALF), first(curve, step -> highest(step) <= HALF));
    }

    private static double lowest(SurvivalStep step) {
        return step.interval().map(Interval::low).orElse(step.survival());
    }

    private static double highest(SurvivalStep step) {
        return step.interval().map(Interval::high).orElse(step.survival());
    }

    private static OptionalInt first(List<SurvivalStep> curve, Predicate<SurvivalStep> reached) {
        return curve.stream().filter(reached).mapToInt(SurvivalStep::time).findFirst();
    }

    private static long total(Map<Integer, Long> numbers) {
        long total = 0;
        for (var entry : numbers.entrySet()) {
            if (entry.getKey() < 0 || entry.getValue() < 0) {
                throw new IllegalArgumentException("times and numbers must be at least 0");
            }
            total += entry.getValue();
        }
        return total;
    }
}
