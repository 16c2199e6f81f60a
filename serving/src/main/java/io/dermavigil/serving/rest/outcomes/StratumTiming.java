package io.dermavigil.serving.rest.outcomes;

import io.dermavigil.serving.rest.service.Windows;
import io.dermavigil.statistics.survival.FollowUp;
import io.dermavigil.statistics.survival.MeanCumulativeFunction;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How long a stratum's sessions have been followed, and when its reactions began. */
final class StratumTiming {

    private final LocalDate asOf;
    private final Map<String, Map<LocalDate, Long>> sessionsByDay;

    /**
     * Timing of a stratum.
     *
     * @param asOf when the summaries were counted; null when that is not known, and then no session is old enough
     * @param sessionsByDay from monthly account to treatment date to sessions
     */
    StratumTiming(Instant asOf, Map<String, Map<LocalDate, Long>> sessionsByDay) {
        this.asOf = asOf == null ? LocalDate.MIN : LocalDate.ofInstant(asOf, ZoneOffset.UTC);
        this.sessionsByDay = sessionsByDay;
    }

    /** The row of a month. */
    Map<String, Object> month(Map<String, Object> row) {
        Map<LocalDate, Long> days = sessionsByDay.getOrDefault((String) row.get("account_key"), Map.of());
        var share = FollowUp.elapsedShare(ages(days), Windows.FOLLOW_UP_DAYS);
        Map<String, Object> month = new LinkedHashMap<>();
        month.put("start", row.get("period_start"));
        month.put("sessions", row.get("sessions"));
        month.put("patients", row.get("patients"));
        month.put("any", AccountJson.affected(row, "any"));
        month.put("adverse", AccountJson.affected(row, "adverse"));
        month.put("followUpShare", share.isPresent() ? share.getAsDouble() : null);
        return month;
    }

    /** Cumulative onset of each type that was reported. */
    Map<String, List<Map<String, Object>>> onset(Map<String, Map<String, Object>> reactions) {
        Map<Integer, Long> ages = new TreeMap<>();
        sessionsByDay
                .values()
                .forEach(days -> ages(days).forEach((age, sessions) -> ages.merge(age, sessions, Long::sum)));
        long[] oldEnough = FollowUp.oldEnough(ages, Windows.FOLLOW_UP_DAYS);
        Map<String, List<Map<String, Object>>> onset = new LinkedHashMap<>();
        reactions.forEach((type, counts) -> {
            if ((Long) counts.get("reports") > 0) {
                long[] reports = new long[Windows.FOLLOW_UP_DAYS + 1];
                ReactionCounts.histogram(counts, "onsetDays").forEach((day, number) -> {
                    if (day <= Windows.FOLLOW_UP_DAYS) {
                        reports[day] = number;
                    }
                });
                onset.put(
                        type,
                        MeanCumulativeFunction.curve(oldEnough, reports).stream()
                                .map(StratumTiming::json)
                                .toList());
            }
        });
        return onset;
    }

    private static Map<String, Object> json(MeanCumulativeFunction.Day day) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("day", day.day());
        json.put("atRisk", day.atRisk());
        json.put("reports", day.events());
        json.put("cumulative", day.cumulative());
        return json;
    }

    private Map<Integer, Long> ages(Map<LocalDate, Long> days) {
        Map<Integer, Long> ages = new TreeMap<>();
        days.forEach((day, sessions) -> ages.merge(
                (int) Math.max(-1, Math.min(Integer.MAX_VALUE, ChronoUnit.DAYS.between(day, asOf))),
                sessions,
                Long::sum));
        return ages;
    }
}
