package io.dermavigil.cli.monitor;

import io.dermavigil.schemas.events.EventKind;
import io.dermavigil.schemas.topics.ClinicTopic;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** How far the pipeline is. */
final class PipelineSeries {

    private PipelineSeries() {}

    static void add(ChainState state, int maxClinics, Families families) {
        families.addTime(MonitorMetric.READ_AT, state.readAt());
        state.unreadable().forEach((topic, rows) -> families.addCount(MonitorMetric.UNREADABLE_ROWS, rows, topic));
        families.addCount(MonitorMetric.GENERATION, state.generation().number());
        families.addCount(MonitorMetric.NEWEST_GENERATION, state.newest().number());
        families.addTime(MonitorMetric.PROGRESS_AT, state.progress().updatedAt().orElse(null));
        families.addCount(MonitorMetric.LAG, state.lag());
        families.addCount(MonitorMetric.NEWEST_LAG, state.newestLag());
        partitions(state, maxClinics, families);
    }

    private static void partitions(ChainState state, int maxClinics, Families families) {
        List<String> topics = state.ends().keySet().stream()
                .map(TopicPartition::topic)
                .distinct()
                .sorted(PipelineSeries::sharedFirst)
                .toList();
        long most = (long) EventKind.values().length * (maxClinics + 1L);
        Set<String> shown = topics.stream().limit(most).collect(Collectors.toSet());
        families.addCount(MonitorMetric.TOPICS_NOT_SHOWN, topics.size() - shown.size());
        for (TopicPartition partition : state.ends().keySet()) {
            if (shown.contains(partition.topic())) {
                families.addCount(
                        MonitorMetric.PARTITION_LAG,
                        state.lag(partition),
                        partition.topic(),
                        Integer.toString(partition.partition()));
            }
        }
    }

    /** The topics that all clinics share must never be cut. */
    private static int sharedFirst(String a, String b) {
        boolean aShared = isShared(a);
        return aShared == isShared(b) ? a.compareTo(b) : aShared ? -1 : 1;
    }

    private static boolean isShared(String topic) {
        return ClinicTopic.parse(topic).map(ClinicTopic::owner).isEmpty();
    }
}
