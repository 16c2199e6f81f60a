package io.dermavigil.cli.reading;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.pipeline.PipelineProgress;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.wire.SingleObjectDecoder;
import io.dermavigil.schemas.wire.UndecodableException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * What {@code pipeline.progress} says of one job at one time. Unlike a follower of the topic it waits for rows that are
 * written but not committed: if two readings with summaries read between them are equal, those summaries contain exactly
 * the offsets that both name.
 *
 * @param offsets for each source partition the first offset that the summaries do not contain
 * @param updatedAt when the newest row was written; empty when there is none
 * @param rulesVersion rules under which the newest row was counted; empty when there is none
 */
public record Progress(Map<TopicPartition, Long> offsets, Optional<Instant> updatedAt, Optional<String> rulesVersion) {

    /** Copies the offsets. */
    public Progress {
        offsets = Map.copyOf(offsets);
    }

    /**
     * Reads the topic.
     *
     * @param reader where from; its generation's job is meant
     * @throws CommandFailure when the topic cannot be read or holds something else
     */
    public static Progress read(CompactedTopicReader reader) {
        SingleObjectDecoder<PipelineProgress> decoder = new SingleObjectDecoder<>(PipelineProgress.getClassSchema());
        Map<TopicPartition, Long> offsets = new HashMap<>();
        PipelineProgress newest = null;
        String job = reader.generation().jobId();
        for (byte[] value : reader.read(TopicCatalogue.PROGRESS).values()) {
            PipelineProgress row = decode(decoder, value);
            if (row.getJob().equals(job)) {
                offsets.put(new TopicPartition(row.getTopic(), row.getPartition()), row.getOffset());
                newest = newest == null || row.getUpdatedAt().isAfter(newest.getUpdatedAt()) ? row : newest;
            }
        }
        Optional<PipelineProgress> latest = Optional.ofNullable(newest);
        return new Progress(
                offsets, latest.map(PipelineProgress::getUpdatedAt), latest.map(PipelineProgress::getRulesVersion));
    }

    private static PipelineProgress decode(SingleObjectDecoder<PipelineProgress> decoder, byte[] value) {
        try {
            return decoder.decode(value);
        } catch (UndecodableException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    TopicCatalogue.PROGRESS + " holds a row that cannot be read (" + e.getMessage()
                            + "): something else writes to this topic",
                    e);
        }
    }

    /** The first offset of a partition that is not contained; 0 when the job has said nothing of it. */
    public long offset(TopicPartition partition) {
        return offsets.getOrDefault(partition, 0L);
    }
}
