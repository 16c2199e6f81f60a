package io.dermavigil.statistics.survival;

import io.dermavigil.statistics.Interval;
import java.util.Optional;

/**
 * One step of a survival curve.
 *
 * @param time time of the step, at least 0
 * @param atRisk number watched and without the event immediately before {@code time}
 * @param events number with the event at {@code time}
 * @param censored number whose watch ended at {@code time} without the event
 * @param survival share without the event after {@code time}, 0..1
 * @param interval 95 % interval of {@code survival}; empty while the share is 1 and when it is 0, where the method has none
 */
public record SurvivalStep(
        int time, long atRisk, long events, long censored, double survival, Optional<Interval> interval) {}
