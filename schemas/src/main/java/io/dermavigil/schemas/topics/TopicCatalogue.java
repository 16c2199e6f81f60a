package io.dermavigil.schemas.topics;

import io.dermavigil.schemas.events.EventKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Every topic of ours, and how it must be created. Partition counts of summary topics never change. */
public final class TopicCatalogue {

    /** Largest value of a clinic event, in bytes; a larger one is rejected as OVERSIZED. */
    public static final int INBOUND_MAX_BYTES = 1 << 20;
    /** Largest record batch that the reject topic and its writer must accept: the inbound maximum and its description. */
    public static final int REJECT_MAX_BYTES = 2 * INBOUND_MAX_BYTES;
    /** Largest record batch that a clinic topic lets in, so that an oversized value can be rejected and not only refused. */
    public static final int CLINIC_TOPIC_MAX_BYTES = 4 * INBOUND_MAX_BYTES;

    /** Records that could not be counted. */
    public static final String REJECTS = "clinic.rejects";
    /** Side effects by account. */
    public static final String SIDE_EFFECTS = "summary.side-effects";
    /** Satisfaction by account. */
    public static final String SATISFACTION = "summary.satisfaction";
    /** Data quality by clinic. */
    public static final String CLINICS = "summary.clinics";
    /** Up to which offsets the summaries contain everything. */
    public static final String PROGRESS = "pipeline.progress";

    /** Which generation of summary topics readers use. */
    public static final String GENERATIONS = "pipeline.generations";

    /** Rates that evidence is taken against, by cell. */
    public static final String BASELINES = "safety.baselines";

    /** Evidence by hypothesis. */
    public static final String EVIDENCE = "safety.evidence";

    private static final Map<String, String> COMPACT = Map.of("cleanup.policy", "compact");

    private TopicCatalogue() {}

    /** The topics of the outcomes pipeline, with the shared clinic topics. */
    public static List<TopicSpec> outcomes() {
        return List.of(
                clinicTopic(EventKind.SESSION.sharedTopic()),
                clinicTopic(EventKind.REACTION.sharedTopic()),
                clinicTopic(EventKind.RATING.sharedTopic()),
                new TopicSpec(
                        REJECTS,
                        1,
                        Map.of(
                                "cleanup.policy",
                                "compact,delete",
                                "retention.ms",
                                Long.toString(Duration.ofDays(30).toMillis()),
                                "max.message.bytes",
                                Integer.toString(REJECT_MAX_BYTES))),
                new TopicSpec(SIDE_EFFECTS, 4, COMPACT),
                new TopicSpec(SATISFACTION, 4, COMPACT),
                new TopicSpec(CLINICS, 1, COMPACT),
                new TopicSpec(PROGRESS, 1, COMPACT),
                new TopicSpec(GENERATIONS, 1, COMPACT),
                new TopicSpec(BASELINES, 1, COMPACT),
                new TopicSpec(EVIDENCE, 1, COMPACT));
    }

    /** The three topics of a clinic that writes to Kafka itself. */
    public static List<TopicSpec> ofClinic(String clinicId) {
        return List.of(
                clinicTopic(EventKind.SESSION.topicOf(clinicId)),
                clinicTopic(EventKind.REACTION.topicOf(clinicId)),
                clinicTopic(EventKind.RATING.topicOf(clinicId)));
    }

    private static TopicSpec clinicTopic(String name) {
        return new TopicSpec(
                name,
                4,
                Map.of(
                        "cleanup.policy",
                        "compact",
                        "message.timestamp.type",
                        "LogAppendTime",
                        "max.message.bytes",
                        Integer.toString(CLINIC_TOPIC_MAX_BYTES)));
    }
}
