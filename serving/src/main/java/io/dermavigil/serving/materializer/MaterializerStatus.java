package io.dermavigil.serving.materializer;

import java.util.List;
import java.util.OptionalLong;

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

    /** Offsets given out so far in all partitions of the clinic topics; empty while the facts do not follow them. */
    public OptionalLong factOffsets() {
        return lanes.stream()
                .filter(lane -> lane.name().equals(Materializer.FACTS) && lane.state() == LaneStatus.State.FOLLOWING)
                .mapToLong(lane -> lane.lag()
                        + lane.next().values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                .findFirst();
    }

    /** Whether the store holds every row of the summary topics, as far as it is known. */
    public boolean summariesAreComplete() {
        return lanes.stream()
                .filter(lane -> lane.name().equals(Materializer.SUMMARIES))
                .allMatch(lane -> lane.state() == LaneStatus.State.FOLLOWING && lane.lag() == 0);
    }
}
