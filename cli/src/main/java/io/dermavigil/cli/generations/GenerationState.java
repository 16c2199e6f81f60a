package io.dermavigil.cli.generations;

import io.dermavigil.cli.reading.Broker;
import io.dermavigil.cli.reading.CompactedTopicReader;
import io.dermavigil.cli.reading.LogReader;
import io.dermavigil.cli.reading.Progress;
import io.dermavigil.schemas.topics.Generation;
import io.dermavigil.schemas.topics.TopicCatalogue;
import java.time.Instant;
import java.util.List;

/**
 * How far a generation has come.
 *
 * @param generation the generation
 * @param progress what its job has reported; empty before its first checkpoint
 */
record GenerationState(Generation generation, Progress progress) {

    /** Every generation that has topics, the oldest first. */
    static List<GenerationState> all(Broker broker, LogReader log) {
        return Generation.among(broker.topics(topic -> topic.startsWith(TopicCatalogue.SIDE_EFFECTS))).stream()
                .map(generation -> of(generation, broker, log))
                .toList();
    }

    static GenerationState of(Generation generation, Broker broker, LogReader log) {
        return new GenerationState(generation, Progress.read(new CompactedTopicReader(broker, log, generation)));
    }

    /** Whether it contains everything that another contains. */
    boolean contains(GenerationState other) {
        return other.progress.offsets().entrySet().stream()
                .allMatch(entry -> progress.offset(entry.getKey()) >= entry.getValue());
    }

    /** Sum of the offsets that it contains. */
    long offsets() {
        return progress.offsets().values().stream().mapToLong(Long::longValue).sum();
    }

    /** The rules under which it counts; a dash before its first checkpoint. */
    String rulesVersion() {
        return progress.rulesVersion().orElse("-");
    }

    /** When its job last reported; a dash when never. */
    String updatedAt() {
        return progress.updatedAt().map(Instant::toString).orElse("-");
    }
}
