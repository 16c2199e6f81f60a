package io.dermavigil.statistics.survival;

import io.dermavigil.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Mean cumulative function (Nelson 1988, J Qual Technol 20:24): the mean number of events a unit up to a day, when units
 * have been watched for different but known lengths of time. Each day's events are divided by the units that were old
 * enough to show them, so units that are too young neither count as event-free nor are lost. With at most one event a
 * unit it estimates the cumulative incidence without bias, whatever the ages.
 */
public final class MeanCumulativeFunction {

    private static final double Z95 = 1.959963984540054;

    private MeanCumulativeFunction() {}

    /**
     * The function from day 0 to the last day for which a unit is old enough.
     *
     * @param atRisk units old enough for each day, from day 0; not ascending
     * @param events events on each day; as long as {@code atRisk}, and 0 where no unit is old enough
     * @throws IllegalArgumentException when the arrays do not fit each other
     */
    public static List<Day> curve(long[] atRisk, long[] events) {
        if (atRisk.length != events.length) {
            throw new IllegalArgumentException(
                    "as many days of events as of units, not " + events.length + " and " + atRisk.length);
        }
        List<Day> days = new ArrayList<>();
        double cumulative = 0;
        double variance = 0;
        for (int day = 0; day < atRisk.length && atRisk[day] > 0; day++) {
            double units = atRisk[day];
            cumulative += events[day] / units;
            variance += events[day] / units / units;
            days.add(new Day(day, atRisk[day], events[day], cumulative, interval(cumulative, variance)));
        }
        return List.copyOf(days);
    }

    /** Symmetric in the logarithm, as Nelson's. */
    private static Optional<Interval> interval(double cumulative, double variance) {
        if (cumulative == 0) {
            return Optional.empty();
        }
        double factor = Math.exp(Z95 * Math.sqrt(variance) / cumulative);
        return Optional.of(new Interval(cumulative / factor, cumulative * factor));
    }

    /**
     * One day of the function.
     *
     * @param day day, from 0
     * @param atRisk units old enough for this day
     * @param events events on this day
     * @param cumulative mean number of events a unit up to and including this day, at least 0
     * @param interval 95 % interval of {@code cumulative} from the Poisson variance: a little wide when a unit has at most one
     *     event, too narrow when events come in clusters; empty before the first event
     */
    public record Day(int day, long atRisk, long events, double cumulative, Optional<Interval> interval) {}
}
