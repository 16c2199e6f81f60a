package io.dermavigil.serving.materializer;

import java.util.List;

/**
 * How the store stands against the topics.
 *
 * @param generation number of the generation of summary topics that is folded; 0 before it is known
 * @param lanes one for the summaries, one for the facts
 */
public record MaterializerStatus(int generation, List<LaneStatus> lanes) {

    /** Copies the lanes. */
    public MaterializerStatus {
        lanes = List.copyOf(lanes);
    }

    /** Whether any rows are being made anew. */
    public boolean isRebuilding() {
        return lanes.stream().anyMatch(lane -> lane.state() == LaneStatus.State.REBUILDING);
    }
}
