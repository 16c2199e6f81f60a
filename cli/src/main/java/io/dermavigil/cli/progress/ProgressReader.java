package io.dermavigil.cli.progress;

import io.dermavigil.cli.reading.ActiveGenerations;
import io.dermavigil.cli.reading.Broker;
import io.dermavigil.cli.reading.Connection;
import io.dermavigil.cli.reading.LogReader;
import io.dermavigil.pipeline.PipelineProgress;
import io.dermavigil.schemas.topics.Generation;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.wire.SingleObjectDecoder;
import io.dermavigil.schemas.wire.UndecodableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads {@code pipeline.progress}: up to which offset of each source partition the summaries of one job contain
 * everything. Sees committed rows only, so what it says is in the summaries a reader can see. Not thread-safe.
 */
public final class ProgressReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final String job;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final SingleObjectDecoder<PipelineProgress> decoder =
            new SingleObjectDecoder<>(PipelineProgress.getClassSchema());
    private final Map<TopicPartition, PipelineProgress> progress = new HashMap<>();
    private boolean assigned;

    /**
     * A reader that has read nothing yet.
     *
     * @param connection where the broker is, and how it lets us in
     * @param job job id whose progress is wanted; rows of other jobs are skipped
     */
    public ProgressReader(Connection connection, String job) {
        Map<String, Object> properties = connection.with(Map.of());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.job = job;
        this.consumer = new KafkaConsumer<>(properties);
    }

    /**
     * A reader of the progress of the outcomes job whose generation is in use.
     *
     * @throws io.dermavigil.cli.CommandFailure when the broker does not answer
     */
    public static ProgressReader ofOutcomes(Connection connection) {
        try (Broker broker = new Broker(connection)) {
            return of(connection, ActiveGenerations.read(broker, new LogReader(broker, LogReader.PATIENCE)));
        }
    }

    /** A reader of the progress of the outcomes job that writes a generation. */
    public static ProgressReader of(Connection connection, Generation generation) {
        return new ProgressReader(connection, generation.jobId());
    }

    /**
     * Everything that is committed now.
     *
     * @param timeout how long the broker may take
     * @return the latest row of each source partition; empty when the job has written none yet
     * @throws TimeoutException when the broker did not answer in time, or the topic does not exist
     * @throws KafkaException for any other failure of the broker, and for a row that cannot be read
     */
    public Map<TopicPartition, PipelineProgress> read(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        assign(timeout);
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), left(deadline));
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey(), left(deadline)) < end.getValue())) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(TopicCatalogue.PROGRESS + " could not be read in time");
            }
            consumer.poll(POLL).forEach(this::fold);
        }
        return Map.copyOf(progress);
    }

    /**
     * Waits until the summaries contain everything up to some offsets.
     *
     * @param highest for each source partition, the highest offset that must be contained; empty is covered at once
     * @param timeout longest wait; not negative
     * @return the partitions that are still behind when the time is up, with the offset reached (0 when unknown); empty
     *     when everything is covered
     * @throws KafkaException as {@link #read}
     */
    public Map<TopicPartition, Long> awaitCovered(Map<TopicPartition, Long> highest, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        if (highest.isEmpty()) {
            return Map.of();
        }
        assign(timeout);
        Map<TopicPartition, Long> behind = behind(highest);
        while (!behind.isEmpty() && System.nanoTime() < deadline) {
            consumer.poll(left(deadline).compareTo(POLL) < 0 ? left(deadline) : POLL)
                    .forEach(this::fold);
            behind = behind(highest);
        }
        return behind;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void assign(Duration timeout) {
        if (!assigned) {
            var partitions = consumer.partitionsFor(TopicCatalogue.PROGRESS, timeout);
            if (partitions == null || partitions.isEmpty()) {
                throw new TimeoutException("topic " + TopicCatalogue.PROGRESS + " does not exist");
            }
            List<TopicPartition> all = partitions.stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            assigned = true;
        }
    }

    private Map<TopicPartition, Long> behind(Map<TopicPartition, Long> highest) {
        Map<TopicPartition, Long> behind = new HashMap<>();
        highest.forEach((partition, offset) -> {
            PipelineProgress reached = progress.get(partition);
            if (reached == null || reached.getOffset() <= offset) {
                behind.put(partition, reached == null ? 0L : reached.getOffset());
            }
        });
        return behind;
    }

    private void fold(ConsumerRecord<byte[], byte[]> row) {
        if (row.value() == null) {
            return;
        }
        try {
            PipelineProgress read = decoder.decode(row.value());
            if (read.getJob().equals(job)) {
                progress.put(new TopicPartition(read.getTopic(), read.getPartition()), read);
            }
        } catch (UndecodableException e) {
            throw new KafkaException(
                    TopicCatalogue.PROGRESS + " holds a row this version cannot read at offset " + row.offset(), e);
        }
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
    }
}
