package io.dermavigil.cli.monitor;

import io.dermavigil.cli.reading.Progress;
import io.dermavigil.schemas.topics.Generation;
import io.dermavigil.summaries.ClinicStatus;
import io.dermavigil.summaries.SatisfactionSummary;
import io.dermavigil.summaries.SideEffectSummary;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What the topics said at one time.
 *
 * @param readAt when
 * @param generation generation of summaries that was read
 * @param newest highest generation that has topics
 * @param ends first offset not yet given out, by partition of the clinic topics
 * @param progress what the job of the generation reported
 * @param newestProgress what the job of the newest generation reported
 * @param clinics data quality by clinic, the unattributed records among them
 * @param sideEffects all-time rows by chain, condition, skin type and stratum
 * @param satisfaction the same of satisfaction
 * @param unreadable rows that could not be decoded, by plain topic name
 */
record ChainState(
        Instant readAt,
        Generation generation,
        Generation newest,
        Map<TopicPartition, Long> ends,
        Progress progress,
        Progress newestProgress,
        Collection<ClinicStatus> clinics,
        Collection<SideEffectSummary> sideEffects,
        Collection<SatisfactionSummary> satisfaction,
        Map<String, Long> unreadable) {

    /** Records of a partition that the summaries do not contain yet. */
    long lag(TopicPartition partition) {
        return behind(progress, partition);
    }

    /** Records of all partitions that the summaries do not contain yet. */
    long lag() {
        return ends.keySet().stream().mapToLong(this::lag).sum();
    }

    /** Records of all partitions that the newest generation does not contain yet. */
    long newestLag() {
        return ends.keySet().stream()
                .mapToLong(partition -> behind(newestProgress, partition))
                .sum();
    }

    /** The ends were asked for before the progress may have moved on. */
    private long behind(Progress reached, TopicPartition partition) {
        return Math.max(0, ends.get(partition) - reached.offset(partition));
    }
}
