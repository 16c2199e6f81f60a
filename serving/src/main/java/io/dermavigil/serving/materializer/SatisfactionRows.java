package io.dermavigil.serving.materializer;

import io.dermavigil.summaries.RatingBand;
import io.dermavigil.summaries.SatisfactionSummary;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Satisfaction by account: the newest row of each in a batch. */
final class SatisfactionRows {

    private static final String UPSERT = """
            INSERT INTO raw.satisfaction AS t (account_key, grouping, period_kind, period_start, setting, condition, skin_type,
              clinic_id, device_model, cartridge_lot, sessions, rated_sessions, updated_at, topic_id, source_partition,
              source_offset)
            SELECT account_key, grouping, period_kind, period_start::date, setting, condition, skin_type,
              clinic_id, device_model, cartridge_lot, sessions, rated_sessions, updated_at::timestamptz, topic_id,
              source_partition, source_offset
              FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                AS s (account_key, grouping, period_kind, period_start, setting, condition, skin_type, clinic_id, device_model,
                      cartridge_lot, updated_at, topic_id, source_partition, source_offset, sessions, rated_sessions)
            ON CONFLICT (account_key) DO UPDATE
              SET sessions = excluded.sessions, rated_sessions = excluded.rated_sessions, updated_at = excluded.updated_at,
                  topic_id = excluded.topic_id, source_partition = excluded.source_partition,
                  source_offset = excluded.source_offset
              WHERE (t.topic_id, t.source_partition) <> (excluded.topic_id, excluded.source_partition)
                 OR excluded.source_offset > t.source_offset
            RETURNING account_key
            """;

    private static final String DELETE_VANISHED = """
            DELETE FROM raw.rating_bands b
             WHERE b.account_key = ANY (?)
               AND (b.account_key, b.band_kind, b.band) NOT IN (
                 SELECT account_key, band_kind, band FROM unnest(?, ?, ?) AS s (account_key, band_kind, band))
            """;

    private static final String MERGE_BANDS = """
            MERGE INTO raw.rating_bands t
            USING unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
              AS s (account_key, band_kind, band, score_1, score_2, score_3, score_4, score_5,
                    improvement_1, improvement_2, improvement_3, improvement_4, improvement_5)
               ON t.account_key = s.account_key AND t.band_kind = s.band_kind AND t.band = s.band
            WHEN MATCHED AND (t.score_1, t.score_2, t.score_3, t.score_4, t.score_5,
                   t.improvement_1, t.improvement_2, t.improvement_3, t.improvement_4, t.improvement_5)
                 IS DISTINCT FROM (s.score_1, s.score_2, s.score_3, s.score_4, s.score_5,
                   s.improvement_1, s.improvement_2, s.improvement_3, s.improvement_4, s.improvement_5) THEN
              UPDATE SET score_1 = s.score_1, score_2 = s.score_2, score_3 = s.score_3, score_4 = s.score_4,
                score_5 = s.score_5, improvement_1 = s.improvement_1, improvement_2 = s.improvement_2,
                improvement_3 = s.improvement_3, improvement_4 = s.improvement_4, improvement_5 = s.improvement_5
            WHEN NOT MATCHED THEN
              INSERT VALUES (s.account_key, s.band_kind, s.band, s.score_1, s.score_2, s.score_3, s.score_4, s.score_5,
                s.improvement_1, s.improvement_2, s.improvement_3, s.improvement_4, s.improvement_5)
            """;

    private record Row(SatisfactionSummary summary, Origin origin) {}

    private final Map<String, Row> newest = new LinkedHashMap<>();

    void put(String key, SatisfactionSummary summary, Origin origin) {
        newest.put(key, new Row(summary, origin));
    }

    boolean isEmpty() {
        return newest.isEmpty();
    }

    /**
     * Writes accounts, then their bands, of which those that did not change stay untouched.
     *
     * @return keys of the accounts that were written
     */
    Set<String> write(Connection connection) throws SQLException {
        if (newest.isEmpty()) {
            return Set.of();
        }
        Columns accounts = AccountColumns.with("bigint", "bigint");
        newest.forEach((key, row) -> accounts.add(account(key, row)));
        Set<String> written = AccountColumns.upsert(connection, UPSERT, accounts);
        bands(connection, written);
        return written;
    }

    private static Object[] account(String key, Row row) {
        SatisfactionSummary summary = row.summary();
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
                summary.getRatedSessions());
    }

    private void bands(Connection connection, Set<String> written) throws SQLException {
        Columns bands = new Columns(
                "text", "text", "text", "bigint", "bigint", "bigint", "bigint", "bigint", "bigint", "bigint", "bigint",
                "bigint", "bigint");
        Columns names = new Columns("text", "text", "text");
        for (String key : written) {
            SatisfactionSummary summary = newest.get(key).summary();
            add(bands, names, key, "OVERALL").accept("", summary.getOverall());
            summary.getByWeeks().forEach(add(bands, names, key, "WEEKS"));
            summary.getBySessionNumber().forEach(add(bands, names, key, "SESSION_NUMBER"));
        }
        try (PreparedStatement delete = connection.prepareStatement(DELETE_VANISHED)) {
            delete.setArray(1, connection.createArrayOf("text", written.toArray()));
            names.bind(connection, delete, 2);
            delete.executeUpdate();
        }
        bands.execute(connection, MERGE_BANDS);
    }

    private static BiConsumer<String, RatingBand> add(Columns bands, Columns names, String key, String kind) {
        return (name, band) -> {
            List<Long> scores = band.getByScore();
            List<Long> improvements = band.getImprovementByGrade();
            bands.add(
                    key,
                    kind,
                    name,
                    scores.get(0),
                    scores.get(1),
                    scores.get(2),
                    scores.get(3),
                    scores.get(4),
                    improvements.get(0),
                    improvements.get(1),
                    improvements.get(2),
                    improvements.get(3),
                    improvements.get(4));
            names.add(key, kind, name);
        };
    }
}
