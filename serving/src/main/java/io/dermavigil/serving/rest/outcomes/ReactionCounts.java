package io.dermavigil.serving.rest.outcomes;

import com.fasterxml.jackson.databind.util.RawValue;
import io.dermavigil.serving.relations.Relations;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Counts and histograms of the reaction types of accounts. */
final class ReactionCounts {

    private final Handle handle;

    ReactionCounts(Handle handle) {
        this.handle = handle;
    }

    /** From account to reaction type to its counts in JSON form. */
    Map<String, Map<String, Map<String, Object>>> of(Collection<String> accountKeys) {
        Map<String, Map<String, Map<String, Object>>> reactions = new LinkedHashMap<>();
        accountKeys.forEach(key -> reactions.put(key, new LinkedHashMap<>()));
        handle.createQuery("SELECT " + Relations.REACTIONS.selectList()
                        + " FROM serving.reactions WHERE account_key = ANY(:keys) ORDER BY account_key, reaction_type")
                .bindArray("keys", String.class, List.copyOf(accountKeys))
                .map((row, context) -> Relations.REACTIONS.row(row))
                .forEach(row -> reactions
                        .get((String) row.get("account_key"))
                        .put((String) row.get("reaction_type"), json(row)));
        return reactions;
    }

    /** Adds the histograms of onset and resolution to the counts of {@link #of}. */
    void addHistograms(Map<String, Map<String, Map<String, Object>>> reactions) {
        addHistogram(reactions, "onsetDays", "serving.onset_days");
        addHistogram(reactions, "resolutionDays", "serving.resolution_days");
    }

    /** From account to treatment date to sessions; only of accounts that have it. */
    Map<String, Map<LocalDate, Long>> sessionsByDay(Collection<String> accountKeys) {
        Map<String, Map<LocalDate, Long>> days = new LinkedHashMap<>();
        handle.createQuery(
                        "SELECT account_key, treated_on, sessions FROM serving.sessions_by_day WHERE account_key = ANY(:keys)")
                .bindArray("keys", String.class, List.copyOf(accountKeys))
                .map((row, context) -> days.computeIfAbsent(row.getString("account_key"), key -> new TreeMap<>())
                        .put(row.getObject("treated_on", LocalDate.class), row.getLong("sessions")))
                .list();
        return days;
    }

    /** The same as JSON: a page of months has thousands of days, which the store puts together faster than we do. */
    Map<String, RawValue> sessionsByDayJson(Collection<String> accountKeys) {
        Map<String, RawValue> days = new LinkedHashMap<>();
        handle.createQuery("SELECT account_key, json_object_agg(treated_on, sessions ORDER BY treated_on)::text"
                        + " FROM serving.sessions_by_day WHERE account_key = ANY(:keys) GROUP BY account_key")
                .bindArray("keys", String.class, List.copyOf(accountKeys))
                .map((row, context) -> days.put(row.getString(1), new RawValue(row.getString(2))))
                .list();
        return days;
    }

    private void addHistogram(Map<String, Map<String, Map<String, Object>>> reactions, String member, String view) {
        reactions
                .values()
                .forEach(types -> types.values().forEach(type -> type.put(member, new TreeMap<Integer, Long>())));
        handle.createQuery("SELECT account_key, reaction_type, day, reports FROM " + view
                        + " WHERE account_key = ANY(:keys)")
                .bindArray("keys", String.class, List.copyOf(reactions.keySet()))
                .map((row, context) -> {
                    var type = reactions.get(row.getString("account_key")).get(row.getString("reaction_type"));
                    if (type != null) {
                        histogram(type, member).put(row.getInt("day"), row.getLong("reports"));
                    }
                    return true;
                })
                .list();
    }

    @SuppressWarnings("unchecked")
    static Map<Integer, Long> histogram(Map<String, Object> type, String member) {
        return (Map<Integer, Long>) type.get(member);
    }

    private static Map<String, Object> json(Map<String, Object> row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("expectedWindowDays", row.get("expected_window_days"));
        json.put("sessions", row.get("type_sessions"));
        json.put("patients", row.get("type_patients"));
        json.put("rate", row.get("type_rate"));
        json.put("rateLow", row.get("type_rate_low"));
        json.put("rateHigh", row.get("type_rate_high"));
        json.put("reports", row.get("reports"));
        json.put("adverseReports", row.get("adverse_reports"));
        json.put("adverseSessions", row.get("adverse_sessions"));
        json.put("adversePatients", row.get("adverse_patients"));
        json.put("adverseRate", row.get("adverse_rate"));
        json.put("adverseRateLow", row.get("adverse_rate_low"));
        json.put("adverseRateHigh", row.get("adverse_rate_high"));
        json.put(
                "byGrade",
                List.of(
                        row.get("grade_1"),
                        row.get("grade_2"),
                        row.get("grade_3"),
                        row.get("grade_4"),
                        row.get("grade_5")));
        json.put("serious", row.get("serious"));
        json.put("unresolved", row.get("unresolved"));
        json.put("resolutionUnknown", row.get("resolution_unknown"));
        return json;
    }
}
