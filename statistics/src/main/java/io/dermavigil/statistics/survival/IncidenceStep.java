package io.dermavigil.statistics.survival;

import io.dermavigil.statistics.Interval;
import java.util.Optional;

/**
 * One step of a cumulative incidence.
 *
 * @param time time of the step, at least 0
 * @param atRisk number watched and without any event immediately before {@code time}
 * @param events number with the event at {@code time}
 * @param competing number with an event that precludes it at {@code time}
 * @param censored number whose watch ended at {@code time} without any event
 * @param incidence share with the event up to and including {@code time}, 0..1
 * @param interval 95 % interval of {@code incidence}; empty while it is 0 and when it is 1, where the method has none
 */
public record IncidenceStep(
        int time,
        long atRisk,
        long events,
        long competing,
        long censored,
        double incidence,
        Optional<Interval> interval) {}
