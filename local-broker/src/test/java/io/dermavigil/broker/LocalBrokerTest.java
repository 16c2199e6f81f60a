package io.dermavigil.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermavigil.schemas.topics.TopicSpec;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBrokerTest {

    private static final TopicSpec TOPIC =
            new TopicSpec("facts", 1, Map.of("cleanup.policy", "compact", "segment.bytes", "4194304"));

    @TempDir
    private Path data;

    @Test
    void keepsItsLogAcrossARestartOnAnotherPort() throws Exception {
        try (LocalBroker broker = LocalBroker.start(LocalBrokerConfig.onAnyPort(data))) {
            create(broker);
            write(broker, "a", "first");
        }
        try (LocalBroker broker = LocalBroker.start(LocalBrokerConfig.onAnyPort(data))) {
            create(broker);
            write(broker, "b", "second");
            assertThat(read(broker, 2)).containsExactly("a=first", "b=second");
        }
    }

    @Test
    void listensWhereItIsToldTo() throws Exception {
        int port = LoopbackPorts.anyFree();
        try (LocalBroker broker = LocalBroker.start(new LocalBrokerConfig(data, port))) {
            assertThat(broker.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
            create(broker);
            write(broker, "a", "x".repeat(2 << 20));
            assertThat(read(broker, 1)).hasSize(1);
        }
    }

    @Test
    void saysThatAPortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> LocalBroker.start(new LocalBrokerConfig(data, other.getLocalPort())))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessage("port " + other.getLocalPort() + " on 127.0.0.1 is taken by another process");
        }
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void makesNoTopicByItself() {
        try (LocalBroker broker = LocalBroker.start(LocalBrokerConfig.onAnyPort(data));
                Admin admin = admin(broker)) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("facts"))
                            .allTopicNames()
                            .get())
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void aDamagedLogIsAnExceptionAndNotADeadProcess() throws Exception {
        Files.createDirectories(data.resolve("log"));
        Files.writeString(data.resolve("log/meta.properties"), "version=7\n");
        assertThatThrownBy(() -> LocalBroker.start(LocalBrokerConfig.onAnyPort(data)))
                .isInstanceOf(BrokerStartException.class)
                .hasMessageContaining("cannot start");
    }

    @Test
    void aSecondBrokerOnTheSameFolderIsRefusedAndDisturbsNothing() throws Exception {
        try (LocalBroker broker = LocalBroker.start(LocalBrokerConfig.onAnyPort(data))) {
            create(broker);
            String quorum = quorumState();
            for (int attempt = 0; attempt < 3; attempt++) {
                assertThatThrownBy(() -> LocalBroker.start(LocalBrokerConfig.onAnyPort(data)))
                        .isInstanceOf(FolderTakenException.class)
                        .hasMessageContaining(data.toRealPath().toString());
            }
            assertThat(quorumState()).isEqualTo(quorum);
            write(broker, "a", "first");
            assertThat(read(broker, 1)).containsExactly("a=first");
            assertThat(broker.failure().toCompletableFuture()).isNotDone();
        }
    }

    /** Who leads the metadata log, and since which epoch. */
    private String quorumState() throws Exception {
        return Files.readString(data.resolve("log/__cluster_metadata-0/quorum-state"));
    }

    @Test
    void givesUpAloudWhenItsLogIsGone() throws Exception {
        try (LocalBroker broker = LocalBroker.start(LocalBrokerConfig.onAnyPort(data))) {
            create(broker);
            CompletableFuture<Throwable> failure = broker.failure().toCompletableFuture();
            Utils.delete(data.resolve("log").toFile());
            // The broker notices when it wants another file.
            assertThatThrownBy(() -> {
                        for (int written = 0; written < 64; written++) {
                            write(broker, "key", "x".repeat(1 << 20));
                        }
                    })
                    .isInstanceOf(Exception.class);
            assertThat(failure.get(30, TimeUnit.SECONDS)).hasMessageContaining("the broker halted");
        }
    }

    private static Admin admin(LocalBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static void create(LocalBroker broker) {
        try (Admin admin = admin(broker)) {
            Topics.create(admin, List.of(TOPIC), (short) 1);
        }
    }

    private static void write(LocalBroker broker, String key, String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "max.request.size",
                        4 << 20,
                        "delivery.timeout.ms",
                        8_000,
                        "request.timeout.ms",
                        4_000),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC.name(), key, value)).get();
        }
    }

    private static List<String> read(LocalBroker broker, int count) {
        List<String> records = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(TOPIC.name(), 0)));
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (records.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> records.add(record.key() + "=" + record.value()));
            }
        }
        return records;
    }
}
