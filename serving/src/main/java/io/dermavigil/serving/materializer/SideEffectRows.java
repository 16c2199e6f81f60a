package io.dermavigil.serving.materializer;

import io.dermavigil.summaries.ReactionCounts;
import io.dermavigil.summaries.SideEffectSummary;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Side effects by account: the newest row of each in a batch. */
final class SideEffectRows {

    private static final String UPSERT = """
            INSERT INTO raw.side_effects AS t (account_key, grouping, period_kind, period_start, setting, condition, skin_type,
              clinic_id, device_model, cartridge_lot, sessions, patients, any_sessions, any_patients, adverse_sessions,
              adverse_patients, sessions_by_day, reaction_types, updated_at, topic_id, source_partition, source_offset)
            SELECT account_key, grouping, period_kind, period_start::date, setting, condition, skin_type,
              clinic_id, device_model, cartridge_lot, sessions, patients, any_sessions, any_patients, adverse_sessions,
              adverse_patients, sessions_by_day::jsonb, string_to_array(reaction_types, ','), updated_at::timestamptz, topic_id,
              source_partition, source_offset
              FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                AS s (account_key, grouping, period_kind, period_start, setting, condition, skin_type, clinic_id, device_model,
                      cartridge_lot, updated_at, topic_id, source_partition, source_offset, sessions, patients, any_sessions,
                      any_patients, adverse_sessions, adverse_patients, sessions_by_day, reaction_types)
            ON CONFLICT (account_key) DO UPDATE
              SET sessions = excluded.sessions, patients = excluded.patients,
                  any_sessions = excluded.any_sessions, any_patients = excluded.any_patients,
                  adverse_sessions = excluded.adverse_sessions, adverse_patients = excluded.adverse_patients,
                  sessions_by_day = excluded.sessions_by_day, reaction_types = excluded.reaction_types,
                  updated_at = excluded.updated_at,
                  topic_id = excluded.topic_id, source_partition = excluded.source_partition,
                  source_offset = excluded.source_offset
              WHERE (t.topic_id, t.source_partition) <> (excluded.topic_id, excluded.source_partition)
                 OR excluded.source_offset > t.source_offset
            RETURNING account_key, (SELECT before.reaction_types FROM raw.side_effects before
                                     WHERE before.account_key = t.account_key)
            """;

    private static final String DELETE_VANISHED = """
            DELETE FROM raw.reactions r
             USING unnest(?, ?) AS s (account_key, reaction_type)
             WHERE r.account_key = s.account_key AND r.reaction_type = s.reaction_type
            """;

    private static final String MERGE_REACTIONS = """
            MERGE INTO raw.reactions t
            USING (
              SELECT account_key, reaction_type, sessions, patients, reports, adverse_reports, adverse_sessions, adverse_patients,
                     grade_1, grade_2, grade_3, grade_4, grade_5, serious, unresolved, resolution_unknown,
                     onset_days::jsonb AS onset_days, resolution_days::jsonb AS resolution_days
                FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                  AS u (account_key, reaction_type, sessions, patients, reports, adverse_reports, adverse_sessions,
                        adverse_patients, grade_1, grade_2, grade_3, grade_4, grade_5, serious, unresolved, resolution_unknown,
                        onset_days, resolution_days)) s
               ON t.account_key = s.account_key AND t.reaction_type = s.reaction_type
            WHEN MATCHED AND (t.sessions, t.patients, t.reports, t.adverse_reports, t.adverse_sessions, t.adverse_patients,
                   t.grade_1, t.grade_2, t.grade_3, t.grade_4, t.grade_5, t.serious, t.unresolved, t.resolution_unknown,
                   t.onset_days, t.resolution_days)
                 IS DISTINCT FROM (s.sessions, s.patients, s.reports, s.adverse_reports, s.adverse_sessions, s.adverse_patients,
                   s.grade_1, s.grade_2, s.grade_3, s.grade_4, s.grade_5, s.serious, s.unresolved, s.resolution_unknown,
                   s.onset_days, s.resolution_days) THEN
              UPDATE SET sessions = s.sessions, patients = s.patients, reports = s.reports,
                adverse_reports = s.adverse_reports, adverse_sessions = s.adverse_sessions,
                adverse_patients = s.adverse_patients, grade_1 = s.grade_1, grade_2 = s.grade_2, grade_3 = s.grade_3,
                grade_4 = s.grade_4, grade_5 = s.grade_5, serious = s.serious, unresolved = s.unresolved,
                resolution_unknown = s.resolution_unknown, onset_days = s.onset_days, resolution_days = s.resolution_days
            WHEN NOT MATCHED THEN
              INSERT VALUES (s.account_key, s.reaction_type, s.sessions, s.patients, s.reports, s.adverse_reports,
                s.adverse_sessions, s.adverse_patients, s.grade_1, s.grade_2, s.grade_3, s.grade_4, s.grade_5, s.serious,
                s.unresolved, s.resolution_unknown, s.onset_days, s.resolution_days)
            """;

    private record Row(SideEffectSummary summary, Origin origin) {}

    private final Map<String, Row> newest = new LinkedHashMap<>();

    void put(String key, SideEffectSummary summary, Origin origin) {
        newest.put(key, new Row(summary, origin));
    }

    boolean isEmpty() {
        return newest.isEmpty();
    }

    /**
     * Writes accounts, then their reaction types, of which those that did not change stay untouched.
     *
     * @return keys of the accounts that were written
     */
    Set<String> write(Connection connection) throws SQLException {
        if (newest.isEmpty()) {
            return Set.of();
        }
        Columns accounts =
                AccountColumns.with("bigint", "bigint", "bigint", "bigint", "bigint", "bigint", "text", "text");
        newest.forEach((key, row) -> accounts.add(account(key, row)));
        Columns types = reactionColumns();
        Columns vanished = new Columns("text", "text");
        Set<String> written = new HashSet<>();
        try (PreparedStatement upsert = accounts.prepare(connection, UPSERT);
                ResultSet rows = upsert.executeQuery()) {
            while (rows.next()) {
                String key = rows.getString(1);
                Map<String, ReactionCounts> reactions =
                        newest.get(key).summary().getReactions();
                reactions.forEach((type, counts) -> types.add(reaction(key, type, counts)));
                for (String before : typesBefore(rows)) {
                    if (!reactions.containsKey(before)) {
                        vanished.add(key, before);
                    }
                }
                written.add(key);
            }
        }
        vanished.execute(connection, DELETE_VANISHED);
        types.execute(connection, MERGE_REACTIONS);
        return written;
    }

    /** The statement sees the table as it was before it; an account that is new had no row, and so no types. */
    private static String[] typesBefore(ResultSet row) throws SQLException {
        Array types = row.getArray(2);
        return types == null ? new String[0] : (String[]) types.getArray();
    }

    private static Columns reactionColumns() {
        return new Columns(
                "text", "text", "bigint", "bigint", "bigint", "bigint", "bigint", "bigint", "bigint", "bigint",
                "bigint", "bigint", "bigint", "bigint", "bigint", "bigint", "text", "text");
    }

    private static Object[] account(String key, Row row) {
        SideEffectSummary summary = row.summary();
        return AccountColumns.row(
                key,
                summary.getGrouping(),
                summary.getPeriod(),
                summary.getSetting(),
                summary.getCondition(),
                summary.getSkinType(),
                summary.getClinicId(),
                summary.getDeviceModel(),
                summary.getCartridgeLot(),
                summary.getUpdatedAt(),
                row.origin(),
                summary.getSessions(),
                summary.getPatients(),
                summary.getAny().getSessions(),
                summary.getAny().getPatients(),
                summary.getAdverse().getSessions(),
                summary.getAdverse().getPatients(),
                CountsJson.of(summary.getSessionsByDay()),
                String.join(",", new TreeSet<>(summary.getReactions().keySet())));
    }

    private static Object[] reaction(String key, String type, ReactionCounts counts) {
        List<Long> grades = counts.getByGrade();
        return new Object[] {
            key,
            type,
            counts.getSessions(),
            counts.getPatients(),
            counts.getReports(),
            counts.getAdverseReports(),
            counts.getAdverseSessions(),
            counts.getAdversePatients(),
            grades.get(0),
            grades.get(1),
            grades.get(2),
            grades.get(3),
            grades.get(4),
            counts.getSerious(),
            counts.getUnresolved(),
            counts.getResolutionUnknown(),
            CountsJson.of(counts.getOnsetDays()),
            CountsJson.of(counts.getResolutionDays())
        };
    }
}
