package io.dermavigil.cli.reading;

import io.dermavigil.broker.LocalBroker;
import io.dermavigil.broker.LocalBrokerConfig;
import io.dermavigil.broker.Topics;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.wire.SingleObjectEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real broker with the topics of the catalogue, and what tests write to it. */
public final class TestBroker implements AutoCloseable {

    private final LocalBroker broker;

    private TestBroker(LocalBroker broker) {
        this.broker = broker;
    }

    /** Starts a broker on an empty folder. */
    public static TestBroker start(Path data) {
        TestBroker started = new TestBroker(LocalBroker.start(new LocalBrokerConfig(data, 0)));
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) started.bootstrap()))) {
            Topics.create(admin, TopicCatalogue.outcomes(), (short) 1);
            Topics.create(admin, TopicCatalogue.ofClinic("clinic-1"), (short) 1);
        }
        return started;
    }

    /** {@code HOST:PORT}. */
    public String bootstrap() {
        return broker.bootstrapServers();
    }

    /** A producer whose transaction is begun, as the job's sinks have one. */
    public Producer<byte[], byte[]> beginTransaction() {
        Producer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap(),
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        UUID.randomUUID().toString(),
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        TopicCatalogue.CLINIC_TOPIC_MAX_BYTES),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        return producer;
    }

    /** Writes records that say nothing to a partition, each acknowledged. */
    public void publish(String topic, int partition, int records) {
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < records; i++) {
                producer.send(new ProducerRecord<>(topic, partition, new byte[] {(byte) i}, new byte[] {1}))
                        .get();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A row of one of our topics. */
    public static ProducerRecord<byte[], byte[]> row(String topic, String key, SpecificRecord value) {
        return new ProducerRecord<>(
                topic,
                key.getBytes(StandardCharsets.UTF_8),
                new SingleObjectEncoder<>(value.getSchema()).encode(value));
    }

    /** Stops the broker. */
    @Override
    public void close() {
        broker.close();
    }
}
