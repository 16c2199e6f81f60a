package io.dermavigil.serving.materializer;

import io.dermavigil.pipeline.PipelineProgress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Progress of the job: the newest row of each clinic partition in a batch. */
final class ProgressRows {

    private static final String UPSERT = """
            INSERT INTO raw.progress (job, topic, partition, next_offset, rules_version, updated_at)
            SELECT job, topic, partition, next_offset, rules_version, updated_at::timestamptz
              FROM unnest(?, ?, ?, ?, ?, ?) AS s (job, topic, partition, next_offset, rules_version, updated_at)
            ON CONFLICT (job, topic, partition) DO UPDATE
              SET next_offset = excluded.next_offset, rules_version = excluded.rules_version,
                  updated_at = excluded.updated_at
            """;

    private final Map<String, PipelineProgress> newest = new LinkedHashMap<>();

    void put(PipelineProgress row) {
        newest.put(row.getTopic() + ':' + row.getPartition(), row);
    }

    boolean isEmpty() {
        return newest.isEmpty();
    }

    void write(Connection connection) throws SQLException {
        Columns columns = new Columns("text", "text", "integer", "bigint", "text", "text");
        newest.values()
                .forEach(row -> columns.add(
                        row.getJob(),
                        row.getTopic(),
                        row.getPartition(),
                        row.getOffset(),
                        row.getRulesVersion(),
                        row.getUpdatedAt()));
        columns.execute(connection, UPSERT);
    }
}
