package io.dermavigil.cli.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.schemas.topics.Generation;
import io.dermavigil.schemas.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("FutureReturnValueIgnored") // the commit fails when a send did
class CompactedTopicReaderTest {

    @TempDir
    static Path data;

    private static TestBroker stack;

    @BeforeAll
    static void start() {
        stack = TestBroker.start(data);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void waitsForWhatIsWrittenButNotCommitted() throws Exception {
        try (Broker broker = new Broker(Connection.plain(stack.bootstrap()));
                Producer<byte[], byte[]> first = stack.beginTransaction();
                Producer<byte[], byte[]> second = stack.beginTransaction()) {
            first.send(text(TopicCatalogue.SIDE_EFFECTS, "a", "old"));
            first.send(text(TopicCatalogue.SIDE_EFFECTS, "gone", "x"));
            first.commitTransaction();
            second.send(text(TopicCatalogue.SIDE_EFFECTS, "a", "new"));
            second.send(new ProducerRecord<>(TopicCatalogue.SIDE_EFFECTS, bytes("gone"), null));
            second.send(text(TopicCatalogue.SIDE_EFFECTS, "b", "new"));
            second.flush();

            CompletableFuture<Map<String, byte[]>> reading = CompletableFuture.supplyAsync(
                    () -> reader(broker, Duration.ofSeconds(30)).read(TopicCatalogue.SIDE_EFFECTS));
            assertThatThrownBy(() -> reading.get(2, TimeUnit.SECONDS))
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
            second.commitTransaction();

            Map<String, byte[]> read = reading.get(30, TimeUnit.SECONDS);
            assertThat(read.keySet()).containsExactlyInAnyOrder("a", "b");
            assertThat(read.get("a")).isEqualTo(bytes("new"));
        }
    }

    @Test
    void passesOverWhatWasRolledBack() {
        try (Broker broker = new Broker(Connection.plain(stack.bootstrap()));
                Producer<byte[], byte[]> producer = stack.beginTransaction()) {
            producer.send(text(TopicCatalogue.CLINICS, "a", "never"));
            producer.flush();
            producer.abortTransaction();
            assertThat(reader(broker, Duration.ofSeconds(30)).read(TopicCatalogue.CLINICS))
                    .isEmpty();
        }
    }

    @Test
    void givesUpOnATransactionThatNobodyEnds() {
        try (Broker broker = new Broker(Connection.plain(stack.bootstrap()));
                Producer<byte[], byte[]> producer = stack.beginTransaction()) {
            producer.send(text(TopicCatalogue.SATISFACTION, "a", "open"));
            producer.flush();
            assertThatThrownBy(() -> reader(broker, Duration.ofSeconds(1)).read(TopicCatalogue.SATISFACTION))
                    .isInstanceOfSatisfying(
                            CommandFailure.class,
                            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.STACK_UNREACHABLE))
                    .hasMessageContaining(TopicCatalogue.SATISFACTION)
                    .hasMessageContaining("a transaction stays open");
            producer.abortTransaction();
        }
    }

    @Test
    void saysWhichTopicIsMissing() {
        try (Broker broker = new Broker(Connection.plain(stack.bootstrap()))) {
            assertThatThrownBy(() -> reader(broker, Duration.ofSeconds(1)).read("summary.none"))
                    .isInstanceOfSatisfying(
                            CommandFailure.class,
                            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.STACK_UNREACHABLE))
                    .hasMessageContaining("has no topic summary.none");
        }
    }

    private static CompactedTopicReader reader(Broker broker, Duration patience) {
        return new CompactedTopicReader(broker, new LogReader(broker, patience), Generation.FIRST);
    }

    private static ProducerRecord<byte[], byte[]> text(String topic, String key, String value) {
        return new ProducerRecord<>(topic, bytes(key), bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
