package io.dermavigil.serving.materializer;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** How a group of topics becomes rows. Used by one thread. */
interface Folding {

    /** What it is called in the status. */
    String name();

    /** The topics it wants, of all that exist. */
    Set<String> wanted(Collection<String> existing);

    /**
     * The topics whose rows must be made anew because the store holds others.
     *
     * @param connection transaction
     * @param sources the topics as they are now
     * @param consumed what the store says it holds
     */
    Set<String> stale(Connection connection, Map<String, Source> sources, ConsumedOffsets consumed) throws SQLException;

    /** Deletes all rows that came from a topic of this name, or for it from a topic of another generation. */
    void clear(Connection connection, String topic) throws SQLException;

    /** Begins a batch. */
    Batch begin(Map<String, Source> sources);

    /** Records that are written in one transaction. */
    interface Batch {

        /**
         * Takes a record; of two with one key the later replaces the earlier.
         *
         * @throws PoisonRowException when it is one of our own rows and cannot be read
         */
        void add(ConsumerRecord<byte[], byte[]> record) throws PoisonRowException;

        /** Whether there is nothing to write. */
        boolean isEmpty();

        /**
         * Writes.
         *
         * @return keys of the accounts whose rows were written
         */
        Set<String> write(Connection connection) throws SQLException;
    }

    /**
     * Asked after each poll: whether promises were read that hold only when other topics were read up to their ends.
     *
     * @param ends gives the ends of all partitions with records that are not committed yet
     */
    default void afterPoll(Supplier<Map<TopicPartition, Long>> ends) {}

    /**
     * Asked before each write: adds to the batch what is no longer held back.
     *
     * @param batch the batch
     * @param next first offset of each partition that was not read; the folding lowers those it still holds back
     */
    default void release(Batch batch, Map<TopicPartition, Long> next) {}

    /** Whether a row stays when its tombstone vanishes unread, so that missing records must lead to a rebuild. */
    default boolean needsEveryTombstone() {
        return false;
    }

    /** Forgets what is held back, because the topics are read again from what the store holds. */
    default void reset() {}
}
