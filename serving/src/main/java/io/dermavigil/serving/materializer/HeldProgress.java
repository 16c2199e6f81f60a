package io.dermavigil.serving.materializer;

import io.dermavigil.pipeline.PipelineProgress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Progress that must not be told yet. A row of {@code pipeline.progress} is committed in one transaction with the summaries
 * that it promises, but they lie in other partitions and may be read later. The job writes all records of a checkpoint
 * before it commits any; so what a row promises lies before the ends that the summary topics have, uncommitted records
 * included, after the row was read. The row is held until they are read up to there.
 */
final class HeldProgress {

    /** Rows that were read together. */
    private static final class Group {
        private final List<PipelineProgress> rows = new ArrayList<>();
        private TopicPartition partition;
        private long firstOffset;
        private Map<TopicPartition, Long> until;
    }

    private final Deque<Group> groups = new ArrayDeque<>();

    void add(TopicPartition partition, long offset, PipelineProgress row) {
        if (!isUnsealed()) {
            Group group = new Group();
            group.partition = partition;
            group.firstOffset = offset;
            groups.add(group);
        }
        groups.getLast().rows.add(row);
    }

    /** Whether rows were added whose ends are not known yet. */
    boolean isUnsealed() {
        return !groups.isEmpty() && groups.getLast().until == null;
    }

    /** Ends that must be read before the rows that were added last are told. */
    void seal(Map<TopicPartition, Long> until) {
        groups.getLast().until = Map.copyOf(until);
    }

    /**
     * Lets go of what may be told.
     *
     * @param next first offset of each partition that was not read; that of the progress is lowered to what is still held
     */
    List<PipelineProgress> release(Map<TopicPartition, Long> next) {
        List<PipelineProgress> told = new ArrayList<>();
        while (!groups.isEmpty() && isReached(groups.getFirst(), next)) {
            told.addAll(groups.removeFirst().rows);
        }
        if (!groups.isEmpty()) {
            Group first = groups.getFirst();
            next.put(first.partition, first.firstOffset);
        }
        return told;
    }

    private static boolean isReached(Group group, Map<TopicPartition, Long> next) {
        return group.until != null
                && group.until.entrySet().stream()
                        .allMatch(end -> next.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    void clear() {
        groups.clear();
    }
}
