package io.dermavigil.serving.materializer;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/**
 * Notices that records vanished before they were read: among them may have been tombstones, whose rows would stay for ever.
 * Compaction leaves no other sign than that their offsets are missing. So are those of transactions' ends, which cannot be
 * told apart; therefore only what was there when the reading began is watched, and not what comes while it follows.
 */
final class VanishedRecords {

    private final Map<TopicPartition, Long> expected = new HashMap<>();
    private final Map<TopicPartition, Long> until = new HashMap<>();
    private final Set<String> topics = new TreeSet<>();

    /** Watches a partition from the first offset that is to be read to its present end. */
    void watch(TopicPartition partition, long next, long end) {
        if (next < end) {
            expected.put(partition, next);
            until.put(partition, end);
        }
    }

    /** A record was read. */
    void read(TopicPartition partition, long offset) {
        if (isWatched(partition)) {
            look(partition, offset);
            expected.put(partition, offset + 1);
        }
    }

    /** All before an offset was read. */
    void reached(TopicPartition partition, long position) {
        if (isWatched(partition)) {
            look(partition, position);
            expected.put(partition, position);
        }
    }

    private boolean isWatched(TopicPartition partition) {
        return expected.containsKey(partition) && expected.get(partition) < until.get(partition);
    }

    private void look(TopicPartition partition, long offset) {
        if (offset > expected.get(partition)) {
            topics.add(partition.topic());
        }
    }

    /** The topics of which records vanished. */
    Set<String> topics() {
        return topics;
    }
}
