package io.dermavigil.serving.materializer;

import io.dermavigil.summaries.ClinicStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Data quality by clinic: the newest row of each in a batch. */
final class ClinicRows {

    private static final String UPSERT = """
            INSERT INTO raw.clinics AS t (clinic_id, last_seen_at, accepted_sessions, accepted_reactions, accepted_ratings,
              held_reactions, held_ratings, onset_before_treatment, rating_before_treatment, rejected, updated_at, topic_id,
              source_partition, source_offset)
            SELECT clinic_id, last_seen_at::timestamptz, accepted_sessions, accepted_reactions, accepted_ratings,
              held_reactions, held_ratings, onset_before_treatment, rating_before_treatment, rejected::jsonb,
              updated_at::timestamptz, topic_id, source_partition, source_offset
              FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                AS s (clinic_id, last_seen_at, accepted_sessions, accepted_reactions, accepted_ratings, held_reactions,
                      held_ratings, onset_before_treatment, rating_before_treatment, rejected, updated_at, topic_id,
                      source_partition, source_offset)
            ON CONFLICT (clinic_id) DO UPDATE
              SET last_seen_at = excluded.last_seen_at, accepted_sessions = excluded.accepted_sessions,
                  accepted_reactions = excluded.accepted_reactions, accepted_ratings = excluded.accepted_ratings,
                  held_reactions = excluded.held_reactions, held_ratings = excluded.held_ratings,
                  onset_before_treatment = excluded.onset_before_treatment,
                  rating_before_treatment = excluded.rating_before_treatment, rejected = excluded.rejected,
                  updated_at = excluded.updated_at, topic_id = excluded.topic_id,
                  source_partition = excluded.source_partition, source_offset = excluded.source_offset
              WHERE (t.topic_id, t.source_partition) <> (excluded.topic_id, excluded.source_partition)
                 OR excluded.source_offset > t.source_offset
            """;

    private record Row(ClinicStatus status, Origin origin) {}

    private final Map<String, Row> newest = new LinkedHashMap<>();

    void put(ClinicStatus status, Origin origin) {
        newest.put(status.getClinicId() == null ? "" : status.getClinicId(), new Row(status, origin));
    }

    boolean isEmpty() {
        return newest.isEmpty();
    }

    void write(Connection connection) throws SQLException {
        Columns columns = new Columns(
                "text", "text", "bigint", "bigint", "bigint", "bigint", "bigint", "bigint", "bigint", "text", "text",
                "uuid", "integer", "bigint");
        newest.forEach((clinic, row) -> {
            ClinicStatus status = row.status();
            columns.add(
                    clinic,
                    status.getLastSeenAt(),
                    status.getAccepted().getSessions(),
                    status.getAccepted().getReactions(),
                    status.getAccepted().getRatings(),
                    status.getHeld().getReactions(),
                    status.getHeld().getRatings(),
                    status.getContradictions().getOnsetBeforeTreatment(),
                    status.getContradictions().getRatingBeforeTreatment(),
                    CountsJson.of(status.getRejected()),
                    status.getUpdatedAt(),
                    row.origin().topicId(),
                    row.origin().partition(),
                    row.origin().offset());
        });
        columns.execute(connection, UPSERT);
    }
}
