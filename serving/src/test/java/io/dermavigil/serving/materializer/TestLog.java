package io.dermavigil.serving.materializer;

import static org.awaitility.Awaitility.await;

import io.dermavigil.broker.LocalBroker;
import io.dermavigil.broker.LocalBrokerConfig;
import io.dermavigil.broker.Topics;
import io.dermavigil.pipeline.ActiveGeneration;
import io.dermavigil.pipeline.PipelineProgress;
import io.dermavigil.schemas.accounts.AccountKey;
import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.topics.Generation;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.topics.TopicSpec;
import io.dermavigil.schemas.wire.SingleObjectEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real broker with the topics of the catalogue, and what a job and clinics write to it. */
final class TestLog implements AutoCloseable {

    private final LocalBroker broker;
    private final Admin admin;
    private final Producer<byte[], byte[]> producer;

    private TestLog(LocalBroker broker) {
        this.broker = broker;
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        this.admin = Admin.create(settings);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static TestLog start(Path data) {
        TestLog log = new TestLog(LocalBroker.start(new LocalBrokerConfig(data, 0)));
        log.create(TopicCatalogue.outcomes());
        log.create(TopicCatalogue.ofClinic("berlin-1"));
        return log;
    }

    String bootstrap() {
        return broker.bootstrapServers();
    }

    void create(Collection<TopicSpec> topics) {
        Topics.create(admin, topics, (short) 1);
    }

    /** Deletes topics and makes them anew, empty. */
    void recreate(Collection<TopicSpec> topics) throws ExecutionException, InterruptedException {
        List<String> names = topics.stream().map(TopicSpec::name).toList();
        admin.deleteTopics(names).all().get();
        await().until(() -> admin.listTopics().names().get().stream().noneMatch(names::contains));
        create(topics);
    }

    /** Writes random rows of a generation, some accounts again and again, and the progress that follows them. */
    void rows(RandomRows random, Generation generation, int number) {
        for (int i = 0; i < number; i++) {
            AccountKey account = random.account();
            send(generation.topic(TopicCatalogue.SIDE_EFFECTS), account.text(), random.sideEffects(account));
            send(generation.topic(TopicCatalogue.SATISFACTION), account.text(), random.satisfaction(account));
            if (i % 5 == 0) {
                var clinic = random.clinic();
                send(
                        generation.topic(TopicCatalogue.CLINICS),
                        clinic.getClinicId() == null ? "" : clinic.getClinicId(),
                        clinic);
            }
        }
        producer.flush();
        send(
                TopicCatalogue.PROGRESS,
                generation.jobId() + "/clinic.sessions/0",
                new PipelineProgress(
                        generation.jobId(), "clinic.sessions", 0, (long) number, "rules-1", Instant.EPOCH));
        producer.flush();
    }

    void activate(Generation generation) {
        send(
                TopicCatalogue.GENERATIONS,
                "outcomes",
                new ActiveGeneration("outcomes", generation.number(), "rules-1", Instant.EPOCH));
        producer.flush();
    }

    /** Publishes a clinic event to a topic. */
    void publish(String topic, SpecificRecord event) {
        send(topic, EventHeader.of(event).recordKey().text(), event);
    }

    void send(String topic, String key, SpecificRecord value) {
        send(topic, key, new SingleObjectEncoder<SpecificRecord>(value.getSchema()).encode(value));
    }

    void send(String topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
    }

    void flush() {
        producer.flush();
    }

    /** Leaves offsets without a record that can be read, as compaction does. */
    void leaveGap(String topic, String key) throws ExecutionException, InterruptedException {
        long before = length(topic);
        try (Producer<byte[], byte[]> aborting = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap(), "transactional.id", "gap"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            aborting.initTransactions();
            aborting.beginTransaction();
            aborting.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), new byte[] {1}));
            aborting.flush();
            aborting.abortTransaction();
        }
        // the broker writes the transaction's end a moment after it has answered
        await().until(() -> length(topic) == before + 2);
    }

    private long length(String topic) throws ExecutionException, InterruptedException {
        return ends(List.of(topic)).values().stream().mapToLong(Long::longValue).sum();
    }

    /** The ends of all partitions of topics. */
    Map<TopicPartition, Long> ends(Collection<String> topics) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        admin.describeTopics(topics)
                .allTopicNames()
                .get()
                .values()
                .forEach(topic -> topic.partitions()
                        .forEach(partition -> latest.put(
                                new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(latest).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /** Kafka's ids of the topics of all partitions. */
    Map<TopicPartition, UUID> ids(Collection<String> topics) throws ExecutionException, InterruptedException {
        Map<TopicPartition, UUID> ids = new HashMap<>();
        admin.describeTopics(topics)
                .allTopicNames()
                .get()
                .values()
                .forEach(topic -> topic.partitions()
                        .forEach(partition -> ids.put(
                                new TopicPartition(topic.name(), partition.partition()),
                                new UUID(
                                        topic.topicId().getMostSignificantBits(),
                                        topic.topicId().getLeastSignificantBits()))));
        return ids;
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
        broker.close();
    }
}
