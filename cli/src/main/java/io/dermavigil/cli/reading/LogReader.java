package io.dermavigil.cli.reading;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads logs from their beginning up to given ends, committed records only unless told otherwise. An open transaction
 * before an end is waited for, which takes up to a checkpoint interval of the job that writes it.
 */
public final class LogReader {

    /** How long nothing may advance: several of the longest checkpoint intervals. */
    public static final Duration PATIENCE = Duration.ofSeconds(45);

    private static final Duration POLL = Duration.ofMillis(100);

    private final Broker broker;
    private final Duration patience;
    private final IsolationLevel isolation;

    /**
     * A reader of committed records.
     *
     * @param broker broker to read from
     * @param patience how long to wait while nothing advances
     */
    public LogReader(Broker broker, Duration patience) {
        this(broker, patience, IsolationLevel.READ_COMMITTED);
    }

    /**
     * A reader.
     *
     * @param broker broker to read from
     * @param patience how long to wait while nothing advances
     * @param isolation whether records of open and aborted transactions are read too
     */
    public LogReader(Broker broker, Duration patience, IsolationLevel isolation) {
        this.broker = broker;
        this.patience = patience;
        this.isolation = isolation;
    }

    /**
     * Passes on every record before the ends, in log order within each partition.
     *
     * @param ends for each partition the first offset not to be read
     * @param sink takes the records
     * @throws CommandFailure with {@link ExitCode#STACK_UNREACHABLE} when nothing advances for too long
     */
    public void read(Map<TopicPartition, Long> ends, Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        try (KafkaConsumer<byte[], byte[]> consumer = broker.consumer(isolation)) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            Set<TopicPartition> open = new HashSet<>(ends.keySet());
            Map<TopicPartition, Long> positions = new HashMap<>();
            long advancedAt = System.nanoTime();
            while (!open.isEmpty()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
                        sink.accept(record);
                    }
                }
                if (advance(consumer, open, positions, ends)) {
                    advancedAt = System.nanoTime();
                } else if (System.nanoTime() - advancedAt > patience.toNanos()) {
                    throw stuck(open);
                }
            }
        } catch (KafkaException e) {
            throw new CommandFailure(
                    ExitCode.STACK_UNREACHABLE, "the broker " + broker.connection() + " stopped answering", e);
        }
    }

    /** Notes how far each open partition is and closes those that reached their end; false when none has moved. */
    private static boolean advance(
            KafkaConsumer<byte[], byte[]> consumer,
            Set<TopicPartition> open,
            Map<TopicPartition, Long> positions,
            Map<TopicPartition, Long> ends) {
        boolean moved = false;
        for (TopicPartition partition : Set.copyOf(open)) {
            long position = consumer.position(partition);
            moved |= !Objects.equals(positions.put(partition, position), position);
            if (position >= ends.get(partition)) {
                open.remove(partition);
                consumer.pause(Set.of(partition));
            }
        }
        return moved;
    }

    private CommandFailure stuck(Set<TopicPartition> open) {
        return new CommandFailure(
                ExitCode.STACK_UNREACHABLE,
                "the broker " + broker.connection() + " has shown nothing new of "
                        + Broker.sorted(open).get(0) + " for " + patience.toSeconds()
                        + " s, though there is more: a transaction stays open, so the job that writes it has probably"
                        + " stopped. Start it again, or wait until the broker ends the transaction.");
    }
}
