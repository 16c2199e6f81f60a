package io.dermavigil.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pins every topic: partition counts of summary topics never change, and a retention changed by accident loses data. */
class TopicCatalogueTest {

    private static final Map<String, String> EVENTS = Map.of(
            "cleanup.policy", "compact", "message.timestamp.type", "LogAppendTime", "max.message.bytes", "4194304");
    private static final Map<String, String> COMPACT = Map.of("cleanup.policy", "compact");

    @Test
    void outcomesTopicsAreThese() {
        assertThat(TopicCatalogue.outcomes())
                .containsExactly(
                        new TopicSpec("clinic.sessions", 4, EVENTS),
                        new TopicSpec("clinic.reactions", 4, EVENTS),
                        new TopicSpec("clinic.ratings", 4, EVENTS),
                        new TopicSpec(
                                "clinic.rejects",
                                1,
                                Map.of(
                                        "cleanup.policy",
                                        "compact,delete",
                                        "retention.ms",
                                        "2592000000",
                                        "max.message.bytes",
                                        "2097152")),
                        new TopicSpec("summary.side-effects", 4, COMPACT),
                        new TopicSpec("summary.satisfaction", 4, COMPACT),
                        new TopicSpec("summary.clinics", 1, COMPACT),
                        new TopicSpec("pipeline.progress", 1, COMPACT),
                        new TopicSpec("pipeline.generations", 1, COMPACT),
                        new TopicSpec("safety.baselines", 1, COMPACT),
                        new TopicSpec("safety.evidence", 1, COMPACT));
    }

    @Test
    void laterGenerationsHaveTopicsOfTheirOwnWhereSummariesOrRejectsGo() {
        assertThat(Generation.FIRST.topics()).isEqualTo(TopicCatalogue.outcomes());
        assertThat(new Generation(2).topics())
                .extracting(TopicSpec::name)
                .containsExactly(
                        "clinic.sessions",
                        "clinic.reactions",
                        "clinic.ratings",
                        "clinic.rejects.g2",
                        "summary.side-effects.g2",
                        "summary.satisfaction.g2",
                        "summary.clinics.g2",
                        "pipeline.progress",
                        "pipeline.generations",
                        "safety.baselines",
                        "safety.evidence.g2");
        assertThat(new Generation(2).jobId()).isEqualTo("outcomes-2");
        assertThatIllegalArgumentException().isThrownBy(() -> new Generation(0));
    }

    @Test
    void aClinicsOwnTopicsAreLikeTheSharedOnes() {
        assertThat(TopicCatalogue.ofClinic("berlin-1"))
                .containsExactly(
                        new TopicSpec("clinic.berlin-1.sessions", 4, EVENTS),
                        new TopicSpec("clinic.berlin-1.reactions", 4, EVENTS),
                        new TopicSpec("clinic.berlin-1.ratings", 4, EVENTS));
    }

    @Test
    void aRejectOfTheLargestEventFits() {
        assertThat(TopicCatalogue.REJECT_MAX_BYTES).isGreaterThan(TopicCatalogue.INBOUND_MAX_BYTES);
        assertThat(TopicCatalogue.CLINIC_TOPIC_MAX_BYTES).isGreaterThan(2 << 20);
    }
}
