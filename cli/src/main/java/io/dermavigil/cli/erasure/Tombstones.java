package io.dermavigil.cli.erasure;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.reading.Connection;
import io.dermavigil.schemas.events.EventKind;
import io.dermavigil.schemas.events.RecordKey;
import io.dermavigil.schemas.topics.ClinicTopic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes tombstones, each into the partition where its record lies, whatever partitioner its writer used. */
final class Tombstones implements AutoCloseable {

    /** A key of our pattern that is nobody's. */
    private static final String NOBODY = "no-patient";

    private static final UUID NO_EVENT = new UUID(0, 0);

    private final KafkaProducer<byte[], byte[]> producer;

    Tombstones(Connection connection) {
        this.producer = new KafkaProducer<>(
                connection.with(
                        Map.of(ProducerConfig.ACKS_CONFIG, "all", ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /**
     * Erases the records that can be erased, and returns when all tombstones are acknowledged by all replicas.
     *
     * @return offsets of the tombstones
     * @throws CommandFailure when the broker does not take them
     */
    Map<TopicPartition, NavigableSet<Long>> write(Collection<Trace> traces) {
        record Place(TopicPartition partition, ByteBuffer key) {}
        Set<Place> places = new LinkedHashSet<>();
        traces.stream()
                .filter(trace -> trace.erasure() == Trace.Erasure.BY_TOMBSTONE && trace.key() != null)
                .forEach(trace -> places.add(new Place(trace.partition(), ByteBuffer.wrap(trace.key()))));
        return send(places.stream()
                .map(place -> tombstone(place.partition(), place.key().array(), null))
                .toList());
    }

    /**
     * Appends a tombstone of an event that never existed: a broker begins a new segment only when it is written to, and
     * compacts only what is not in the newest.
     *
     * @param timestamps timestamp to give to the record of each partition, where the topic keeps what its writer says
     * @return their offsets
     */
    Map<TopicPartition, NavigableSet<Long>> fill(Map<TopicPartition, Long> timestamps) {
        return send(timestamps.entrySet().stream()
                .map(entry -> tombstone(entry.getKey(), nobody(entry.getKey().topic()), entry.getValue()))
                .toList());
    }

    private Map<TopicPartition, NavigableSet<Long>> send(Collection<ProducerRecord<byte[], byte[]>> tombstones) {
        Map<TopicPartition, NavigableSet<Long>> offsets = new HashMap<>();
        try {
            for (Future<RecordMetadata> sent :
                    tombstones.stream().map(producer::send).toList()) {
                RecordMetadata written = sent.get();
                offsets.computeIfAbsent(
                                new TopicPartition(written.topic(), written.partition()), partition -> new TreeSet<>())
                        .add(written.offset());
            }
            return offsets;
        } catch (ExecutionException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "a tombstone was not acknowledged: " + e.getCause().getMessage() + ". Run the erasure again.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "interrupted before all tombstones were acknowledged", e);
        }
    }

    private static ProducerRecord<byte[], byte[]> tombstone(TopicPartition partition, byte[] key, Long timestamp) {
        return new ProducerRecord<>(partition.topic(), partition.partition(), timestamp, key, (byte[]) null);
    }

    /** In a clinic topic it must be a key that the jobs accept, or they would reject it. */
    private static byte[] nobody(String topic) {
        return ClinicTopic.parse(topic)
                .map(clinic -> new RecordKey(
                        NOBODY,
                        clinic.owner() == null ? NOBODY : clinic.owner(),
                        NOBODY,
                        clinic.kind() == EventKind.SESSION ? "" : NOBODY,
                        NO_EVENT))
                .map(RecordKey::bytes)
                .orElseGet(() -> NOBODY.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        producer.close();
    }
}
