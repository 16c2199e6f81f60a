package io.dermavigil.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.topics.TopicSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsTest {

    private static final short ONE_REPLICA = 1;

    private LocalBroker broker;
    private Admin admin;

    @BeforeEach
    void start(@TempDir Path data) {
        broker = LocalBroker.start(LocalBrokerConfig.onAnyPort(data));
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterEach
    void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void createsTheCatalogueAndFindsItAgain() throws Exception {
        create(TopicCatalogue.outcomes());
        assertThatCode(() -> create(TopicCatalogue.outcomes())).doesNotThrowAnyException();
        assertThat(admin.listTopics().names().get())
                .containsExactlyInAnyOrderElementsOf(
                        TopicCatalogue.outcomes().stream().map(TopicSpec::name).toList());
    }

    @Test
    void refusesASummaryTopicWithAnotherPartitionCount() {
        create(List.of(new TopicSpec(TopicCatalogue.SIDE_EFFECTS, 5, Map.of("cleanup.policy", "compact"))));
        assertThatThrownBy(() -> create(TopicCatalogue.outcomes()))
                .isInstanceOf(TopicMismatchException.class)
                .hasMessage("topics differ from the catalogue: summary.side-effects has 5 partitions instead of 4");
    }

    @Test
    void letsAnInputTopicHaveMorePartitions() {
        TopicSpec sessions = TopicCatalogue.outcomes().get(0);
        create(List.of(new TopicSpec(sessions.name(), 8, sessions.config())));
        assertThatCode(() -> create(TopicCatalogue.outcomes())).doesNotThrowAnyException();
    }

    @Test
    void refusesAnotherCleanupPolicy() {
        create(List.of(new TopicSpec(TopicCatalogue.PROGRESS, 1, Map.of("cleanup.policy", "delete"))));
        assertThatThrownBy(() -> create(TopicCatalogue.outcomes()))
                .hasMessageContaining("pipeline.progress has cleanup.policy=delete instead of compact");
    }

    @Test
    void refusesARejectTopicThatCannotTakeTheLargestEvent() {
        TopicSpec small = new TopicSpec(
                TopicCatalogue.REJECTS, 1, Map.of("cleanup.policy", "delete", "max.message.bytes", "1048588"));
        create(List.of(small));
        assertThatThrownBy(() -> create(TopicCatalogue.outcomes()))
                .isInstanceOf(TopicMismatchException.class)
                .hasMessageContaining("clinic.rejects takes records of 1048588 bytes only")
                .hasMessageContaining("set max.message.bytes=2097152");
    }

    @Test
    void saysWhatToDoWithTheRejectTopicOfAnEarlierVersion() {
        create(List.of(new TopicSpec(
                TopicCatalogue.REJECTS, 1, Map.of("cleanup.policy", "delete", "max.message.bytes", "2097152"))));
        assertThatThrownBy(() -> create(TopicCatalogue.outcomes()))
                .isInstanceOf(TopicMismatchException.class)
                .hasMessageContaining("clinic.rejects has cleanup.policy=delete instead of compact,delete")
                .hasMessageContaining("replay into the next generation");
    }

    @Test
    void aMissingTopicFailsTheCheck() {
        assertThatThrownBy(() -> Topics.check(admin, TopicCatalogue.outcomes()))
                .isInstanceOf(UnknownTopicOrPartitionException.class);
    }

    /** Opening many logs takes the broker long enough for records to come too early. */
    @Test
    void everyPartitionTakesRecordsAsSoonAsItsTopicIsCreated() throws Exception {
        TopicSpec wide = new TopicSpec("wide", 300, Map.of("cleanup.policy", "compact"));
        create(List.of(new TopicSpec("known", 1, Map.of())));
        try (KafkaProducer<String, String> producer = impatient()) {
            producer.send(new ProducerRecord<>("known", "k", "v")).get();
            create(List.of(wide));
            List<Future<RecordMetadata>> sent = IntStream.range(0, wide.partitions())
                    .mapToObj(partition -> producer.send(new ProducerRecord<>(wide.name(), partition, "k", "v")))
                    .toList();
            for (Future<RecordMetadata> record : sent) {
                assertThat(record.get(30, TimeUnit.SECONDS).offset()).isZero();
            }
        }
    }

    @Test
    void namesThePartitionsThatHaveNoLeader() {
        create(List.of(new TopicSpec("known", 2, Map.of())));
        broker.close();
        Set<TopicPartition> partitions = Set.of(new TopicPartition("known", 0), new TopicPartition("known", 1));
        assertThatThrownBy(() -> PartitionLeaders.awaitAnswers(admin, partitions, Duration.ofSeconds(1)))
                .isInstanceOf(KafkaException.class)
                .hasMessage("no leader answered within 1000 ms for known-0, known-1; are all brokers up?");
    }

    /** A producer that fails at once when a broker does not lead the partition it says it leads. */
    private KafkaProducer<String, String> impatient() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "enable.idempotence", false, "retries", 0),
                new StringSerializer(),
                new StringSerializer());
    }

    private void create(List<TopicSpec> specs) {
        Topics.create(admin, specs, ONE_REPLICA);
    }
}
