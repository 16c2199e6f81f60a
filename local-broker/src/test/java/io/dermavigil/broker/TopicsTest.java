package io.dermavigil.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.topics.TopicSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
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
    void aMissingTopicFailsTheCheck() {
        assertThatThrownBy(() -> Topics.check(admin, TopicCatalogue.outcomes()))
                .isInstanceOf(UnknownTopicOrPartitionException.class);
    }

    private void create(List<TopicSpec> specs) {
        Topics.create(admin, specs, ONE_REPLICA);
    }
}
