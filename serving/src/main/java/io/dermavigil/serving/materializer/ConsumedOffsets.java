package io.dermavigil.serving.materializer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;

/**
 * What the store says it holds of each partition ({@code raw.consumed}).
 *
 * @param rows by partition
 */
record ConsumedOffsets(Map<TopicPartition, Row> rows) {

    /**
     * One partition.
     *
     * @param topicId Kafka's id of the topic
     * @param nextOffset first offset that is not in the store
     * @param readAt when everything up to there was last known to be everything
     */
    record Row(UUID topicId, long nextOffset, Instant readAt) {}

    ConsumedOffsets {
        rows = Map.copyOf(rows);
    }

    /** Reads and locks the rows of topics until the end of the transaction. */
    static ConsumedOffsets lock(Connection connection, Collection<String> topics) throws SQLException {
        Map<TopicPartition, Row> rows = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT topic, partition, topic_id, next_offset, read_at FROM raw.consumed
                 WHERE topic = ANY (?) ORDER BY topic, partition FOR UPDATE
                """)) {
            query.setArray(1, connection.createArrayOf("text", topics.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    rows.put(
                            new TopicPartition(row.getString(1), row.getInt(2)),
                            new Row(
                                    row.getObject(3, UUID.class),
                                    row.getLong(4),
                                    row.getObject(5, OffsetDateTime.class).toInstant()));
                }
            }
        }
        return new ConsumedOffsets(rows);
    }

    /** Deletes what is said of topics. */
    static void forget(Connection connection, Collection<String> topics) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM raw.consumed WHERE topic = ANY (?)")) {
            delete.setArray(1, connection.createArrayOf("text", topics.toArray()));
            delete.executeUpdate();
        }
    }

    /** Says up to where the store holds everything now. */
    static void write(Connection connection, Map<String, Source> sources, Map<TopicPartition, Long> next)
            throws SQLException {
        Columns columns = new Columns("text", "integer", "uuid", "bigint");
        new TreeMap<>(byName(next))
                .values()
                .forEach(entry -> columns.add(
                        entry.getKey().topic(),
                        entry.getKey().partition(),
                        sources.get(entry.getKey().topic()).id(),
                        entry.getValue()));
        columns.execute(connection, """
                INSERT INTO raw.consumed AS t (topic, partition, topic_id, next_offset, read_at)
                SELECT topic, partition, topic_id, next_offset, now()
                  FROM unnest(?, ?, ?, ?) AS s (topic, partition, topic_id, next_offset)
                ON CONFLICT (topic, partition) DO UPDATE
                  SET topic_id = excluded.topic_id, next_offset = excluded.next_offset, read_at = excluded.read_at
                """);
    }

    private static Map<String, Map.Entry<TopicPartition, Long>> byName(Map<TopicPartition, Long> next) {
        Map<String, Map.Entry<TopicPartition, Long>> named = new HashMap<>();
        next.entrySet().forEach(entry -> named.put(entry.getKey().toString(), entry));
        return named;
    }

    /** Whether anything is held of a topic, under this id. */
    boolean holds(Source source) {
        return rows.entrySet().stream()
                .anyMatch(row -> row.getKey().topic().equals(source.topic())
                        && row.getValue().topicId().equals(source.id()));
    }

    /** Whether anything is held of a topic of this name, under any id. */
    boolean knows(String topic) {
        return rows.keySet().stream().anyMatch(partition -> partition.topic().equals(topic));
    }

    /** When a topic was last read to its end; empty when never. */
    Optional<Instant> readAt(String topic) {
        return rows.entrySet().stream()
                .filter(row -> row.getKey().topic().equals(topic))
                .map(row -> row.getValue().readAt())
                .min(Instant::compareTo);
    }

    /** First offset of a partition that is not in the store. */
    long next(TopicPartition partition) {
        Row row = rows.get(partition);
        return row == null ? 0 : row.nextOffset();
    }
}
