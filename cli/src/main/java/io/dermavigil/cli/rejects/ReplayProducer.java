package io.dermavigil.cli.rejects;

import io.dermavigil.cli.reading.Connection;
import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.events.EventKind;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.wire.SingleObjectEncoder;
import io.dermavigil.schemas.wire.WireHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes records of rejects again, to the topics they came from. */
final class ReplayProducer implements AutoCloseable {

    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(30);

    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<RejectId, Future<RecordMetadata>> sent = new LinkedHashMap<>();

    ReplayProducer(Connection connection) {
        this.producer = new KafkaProducer<>(
                connection.with(Map.of(
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        TopicCatalogue.CLINIC_TOPIC_MAX_BYTES,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        (int) GIVE_UP_AFTER.toMillis(),
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        (int) GIVE_UP_AFTER.toMillis() / 2,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        GIVE_UP_AFTER.toMillis())),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Publishes the original bytes. */
    void original(RejectId id, RejectedEvent rejected) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(id.topic(), rejected.key(), rejected.value());
        rejected.event().ifPresent(event -> headers(record, event));
        sent.put(id, producer.send(record));
    }

    /** Publishes a repaired event. */
    void repaired(RejectId id, EventKind kind, SpecificRecord event) {
        byte[] value = new SingleObjectEncoder<>(kind.schema()).encode(event);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                id.topic(), EventHeader.of(event).recordKey().bytes(), value);
        headers(record, event);
        sent.put(id, producer.send(record));
    }

    private static void headers(ProducerRecord<byte[], byte[]> record, SpecificRecord event) {
        WireHeaders.of(EventHeader.of(event))
                .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Waits for all answers; the ids of those that the broker did not take, with its reason. */
    List<String> notAcknowledged() throws InterruptedException {
        List<String> failed = new ArrayList<>();
        for (Map.Entry<RejectId, Future<RecordMetadata>> record : sent.entrySet()) {
            try {
                record.getValue().get();
            } catch (ExecutionException e) {
                failed.add(
                        record.getKey().text() + " (" + e.getCause().getClass().getSimpleName() + ")");
            }
        }
        return failed;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
