package io.dermavigil.cli.erasure;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/**
 * Drives the broker's compaction until records are gone. A tombstone takes two rounds: the first removes what lies before
 * it, the second removes the tombstone. A round needs the records to lie behind the newest segment, and something that was
 * written since the round before; both come from appending.
 */
final class Compaction {

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final double SLOWER = 1.3;

    private final Tombstones tombstones;
    private final RecordProbe probe;
    private final Followers followers;
    private final Map<TopicPartition, Long> timestamps = new HashMap<>();
    private Map<TopicPartition, NavigableSet<Long>> appended = Map.of();

    /** Those who must keep up with the log, because tombstones of others vanish early as well. */
    @FunctionalInterface
    interface Followers {
        /**
         * Returns when they have passed some offsets.
         *
         * @throws io.dermavigil.cli.CommandFailure when they do not keep up
         */
        void require(Map<TopicPartition, NavigableSet<Long>> offsets);
    }

    Compaction(Tombstones tombstones, RecordProbe probe, Followers followers) {
        this.tombstones = tombstones;
        this.probe = probe;
        this.followers = followers;
    }

    /**
     * Appends and waits until records are gone from the leaders of their partitions.
     *
     * @param records offsets by partition
     * @return those that are still there when the time is up
     */
    Map<TopicPartition, NavigableSet<Long>> untilGone(
            Map<TopicPartition, NavigableSet<Long>> records, Deadline deadline) {
        Map<TopicPartition, NavigableSet<Long>> left = new HashMap<>();
        records.forEach((partition, offsets) -> left.put(partition, new TreeSet<>(offsets)));
        Duration pause = CompactionSettings.SEGMENT.plus(LOOK);
        Deadline next = Deadline.in(pause);
        while (!left.isEmpty() && !deadline.isPassed()) {
            deadline.pause(LOOK);
            left.forEach(this::forget);
            left.values().removeIf(NavigableSet::isEmpty);
            if (next.isPassed()) {
                append(left.keySet());
                pause = slower(pause);
                next = Deadline.in(pause);
            }
        }
        return left;
    }

    /** Goes on with it for some time, for replicas that nobody can look into. */
    void goOn(Collection<TopicPartition> partitions, Deadline end) {
        while (!end.isPassed()) {
            append(partitions);
            end.pause(LONGEST_PAUSE);
        }
    }

    private void forget(TopicPartition partition, NavigableSet<Long> offsets) {
        while (!offsets.isEmpty() && !probe.isThere(partition, offsets.first())) {
            offsets.pollFirst();
        }
    }

    /** Where the topic keeps its writers' time, a slow clock of ours must not keep the segment from ending. */
    private void append(Collection<TopicPartition> partitions) {
        followers.require(appended);
        long step = 2 * CompactionSettings.SEGMENT.toMillis();
        Map<TopicPartition, Long> stamped = new HashMap<>();
        for (TopicPartition partition : partitions) {
            long last = timestamps.getOrDefault(partition, 0L);
            long timestamp = Math.max(System.currentTimeMillis(), last + step);
            timestamps.put(partition, timestamp);
            stamped.put(partition, timestamp);
        }
        appended = tombstones.fill(stamped);
    }

    private static Duration slower(Duration pause) {
        Duration longer = Duration.ofMillis((long) (pause.toMillis() * SLOWER));
        return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }
}
