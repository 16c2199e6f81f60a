package io.dermavigil.serving.materializer;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/** Moves the store on from the place that a session believes it to be at: rows and offsets in one transaction. */
final class StoredPlace {

    private final DataSource writer;
    private final Map<String, Source> sources;
    private final Set<TopicPartition> partitions;

    StoredPlace(DataSource writer, Map<String, Source> sources, Set<TopicPartition> partitions) {
        this.writer = writer;
        this.sources = sources;
        this.partitions = partitions;
    }

    /** Work in a transaction. */
    interface Work<T, E extends Exception> {
        /** Does it; what it throws rolls the transaction back. */
        T in(Connection connection) throws SQLException, E;
    }

    /** Commits what some work did, or rolls it back. */
    <T, E extends Exception> T transaction(Work<T, E> work) throws SQLException, E {
        try (Connection connection = writer.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.in(connection);
                connection.commit();
                return result;
            } catch (Exception e) {
                rollback(connection, e);
                throw e;
            }
        }
    }

    /**
     * Writes a batch, if the store is where the session left it.
     *
     * @param from where the session left it
     * @param to where the batch ends
     * @param everyOffset whether offsets are written that did not change, which says that the store was compared with the topics
     * @return keys of the accounts that were written
     * @throws StoreMovedException when the store is elsewhere
     */
    Set<String> move(
            Folding.Batch batch, Map<TopicPartition, Long> from, Map<TopicPartition, Long> to, boolean everyOffset)
            throws SQLException {
        return transaction(connection -> {
            checkUnmoved(ConsumedOffsets.lock(connection, sources.keySet()), from);
            Set<String> changed = batch.write(connection);
            Map<TopicPartition, Long> moved = new HashMap<>(to);
            moved.entrySet().removeIf(entry -> !everyOffset && entry.getValue().equals(from.get(entry.getKey())));
            ConsumedOffsets.write(connection, sources, moved);
            return changed;
        });
    }

    /** The store then holds rows of topics of which it says nothing, and whoever opens it makes them anew. */
    void forget(Collection<String> topics, Map<TopicPartition, Long> from) throws SQLException {
        transaction(connection -> {
            checkUnmoved(ConsumedOffsets.lock(connection, sources.keySet()), from);
            ConsumedOffsets.forget(connection, topics);
            return null;
        });
    }

    /** Another materializer may have written, or somebody may have emptied the store or put an older one in its place. */
    private void checkUnmoved(ConsumedOffsets stored, Map<TopicPartition, Long> from) {
        for (TopicPartition partition : partitions) {
            ConsumedOffsets.Row row = stored.rows().get(partition);
            if (row == null
                    || row.nextOffset() != from.get(partition)
                    || !row.topicId().equals(sources.get(partition.topic()).id())) {
                throw new StoreMovedException(partition);
            }
        }
    }

    private static void rollback(Connection connection, Exception reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
