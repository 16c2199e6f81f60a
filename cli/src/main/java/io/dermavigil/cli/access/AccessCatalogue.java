package io.dermavigil.cli.access;

import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.dermavigil.schemas.events.EventKind;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.topics.TopicSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;

/** The rights of every principal: what its role needs, and nothing else. The operator needs none, it is a super user. */
public final class AccessCatalogue {

    private static final String CLINIC_TOPICS = "clinic.";
    private static final String SUMMARY_TOPICS = "summary.";
    private static final String PIPELINE_TOPICS = "pipeline.";
    private static final String SAFETY_TOPICS = "safety.";
    private static final String DECISIONS = "people.decisions";
    /** The rejects of later generations; not just "clinic.rejects", with which topics of a clinic could begin. */
    private static final String LATER_REJECTS = TopicCatalogue.REJECTS + ".g";

    private AccessCatalogue() {}

    /** What a principal may do. */
    public static List<Grant> grants(Principal principal) {
        return switch (principal.role()) {
            case JOBS -> jobs();
            case SERVING -> serving();
            case MONITOR -> monitor();
            case PUBLISHER -> publisher();
            case CLINIC ->
                TopicCatalogue.ofClinic(principal.clinicId()).stream()
                        .map(TopicSpec::name)
                        .map(topic -> Grant.topic(topic, WRITE))
                        .toList();
        };
    }

    /** The same as access-control entries. */
    public static Set<AclBinding> bindings(Principal principal) {
        return grants(principal).stream()
                .flatMap(grant -> grant.bindings(principal))
                .collect(Collectors.toSet());
    }

    /**
     * Clinic topics are read by pattern, so a new clinic needs no change here. To end what a crash left open, the sink asks
     * who writes to its topics, which Kafka allows to readers.
     */
    private static List<Grant> jobs() {
        return List.of(
                Grant.topics(CLINIC_TOPICS, READ),
                Grant.topic(TopicCatalogue.REJECTS, WRITE),
                Grant.topics(LATER_REJECTS, WRITE),
                Grant.topics(SUMMARY_TOPICS, READ, WRITE),
                Grant.topic(TopicCatalogue.PROGRESS, READ, WRITE),
                Grant.topic(TopicCatalogue.BASELINES, READ),
                Grant.topics(TopicCatalogue.EVIDENCE, READ, WRITE),
                Grant.transactions("dermavigil-g"),
                Grant.groups("dermavigil-outcomes"));
    }

    /** The serving process keeps its positions in the store; groups are for readers such as Flink SQL. */
    private static List<Grant> serving() {
        return List.of(
                Grant.topics(CLINIC_TOPICS, READ),
                Grant.topics(SUMMARY_TOPICS, READ),
                Grant.topics(PIPELINE_TOPICS, READ),
                Grant.topics(SAFETY_TOPICS, READ),
                Grant.topic(DECISIONS, READ, WRITE),
                Grant.groups("dermavigil-serving"));
    }

    /** Ends of clinic topics are asked for to tell the lag; their content is not. */
    private static List<Grant> monitor() {
        return List.of(
                Grant.topics(CLINIC_TOPICS, DESCRIBE),
                Grant.topics(SUMMARY_TOPICS, READ),
                Grant.topics(PIPELINE_TOPICS, READ),
                Grant.groups("dermavigil-monitor"));
    }

    /** Progress is read by {@code publish --wait}. */
    private static List<Grant> publisher() {
        return Stream.concat(
                        Arrays.stream(EventKind.values()).map(kind -> Grant.topic(kind.sharedTopic(), WRITE)),
                        Stream.of(Grant.topic(TopicCatalogue.PROGRESS, READ)))
                .toList();
    }
}
