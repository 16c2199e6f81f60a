package io.dermavigil.cli.erasure;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.reading.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Asks whether single records still exist, without reading what lies around them. */
final class RecordProbe implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Connection connection;
    private final KafkaConsumer<byte[], byte[]> consumer;

    RecordProbe(Connection connection) {
        this.connection = connection;
        this.consumer = new KafkaConsumer<>(
                connection.with(Map.of(
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_uncommitted",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        1,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        (int) POLL.toMillis(),
                        // at least one batch comes, whatever its size, and no more is needed
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        1)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * Whether a record exists.
     *
     * @param offset an offset before the end of the partition
     */
    boolean isThere(TopicPartition partition, long offset) {
        consumer.assign(Set.of(partition));
        consumer.seek(partition, offset);
        Deadline deadline = Deadline.in(PATIENCE);
        while (consumer.position(partition) == offset) {
            ConsumerRecords<byte[], byte[]> found = consumer.poll(POLL);
            if (!found.isEmpty()) {
                return found.iterator().next().offset() == offset;
            }
            if (deadline.isPassed()) {
                throw new CommandFailure(
                        ExitCode.STACK_UNREACHABLE, "the broker " + connection + " stopped answering for " + partition);
            }
        }
        return false;
    }

    /** Number of replicas of a partition. */
    int replicas(TopicPartition partition) {
        return consumer.partitionsFor(partition.topic()).stream()
                .filter(info -> info.partition() == partition.partition())
                .mapToInt(info -> info.replicas().length)
                .findAny()
                .orElse(1);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
