package io.dermavigil.cli.summaries;

import io.dermavigil.cli.reading.Broker;
import io.dermavigil.cli.reading.Progress;
import io.dermavigil.schemas.topics.ClinicTopic;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Says in words what the summaries contain. */
final class Freshness {

    private Freshness() {}

    /** One sentence about a stack, for standard error. */
    static String of(Broker broker, Progress progress, String job) {
        if (progress.updatedAt().isEmpty()) {
            return "Job " + job + " has reported no progress yet: the numbers may be incomplete.";
        }
        Set<String> topics = broker.topics(name -> ClinicTopic.parse(name).isPresent());
        Map<TopicPartition, Long> written = topics.isEmpty() ? Map.of() : broker.committedEnds(topics);
        return of(progress, written);
    }

    /** One sentence about a progress that is not empty, given where the event topics end. */
    static String of(Progress progress, Map<TopicPartition, Long> written) {
        long behind = written.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - progress.offset(end.getKey())))
                .sum();
        String asOf = " (state of " + progress.updatedAt().orElseThrow() + ").";
        return behind == 0
                ? "Contains everything up to the end of the event topics" + asOf
                : "Contains everything up to " + Cells.count(behind) + " offsets before the end of the event topics"
                        + asOf;
    }
}
