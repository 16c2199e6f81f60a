package io.dermavigil.serving.materializer;

import java.time.Instant;
import java.util.Map;

/**
 * How the folding of one group of topics stands.
 *
 * @param name {@code summaries} or {@code facts}
 * @param state what it does
 * @param next first offset of each partition, {@code topic-partition}, that is not in the store
 * @param lag records that are in the topics and not yet in the store, as far as it is known
 * @param lastCommitAt when it last wrote to the store; null when it has not since the start
 * @param problem why it does not go on, or what is to be rebuilt; null when there is nothing to say
 */
public record LaneStatus(
        String name, State state, Map<String, Long> next, long lag, Instant lastCommitAt, String problem) {

    /** What it does. */
    public enum State {
        /** Looks for its topics, or waits until they are made. */
        WAITING,
        /** Makes rows anew; readers see the old ones until the new ones are complete. */
        REBUILDING,
        /** Follows the topics. */
        FOLLOWING,
        /** Failed, and tries again; the store keeps its last state. */
        RETRYING,
        /** Was closed. */
        STOPPED
    }

    /** Copies the positions. */
    public LaneStatus {
        next = Map.copyOf(next);
    }
}
