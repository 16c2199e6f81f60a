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
 */
public record Progress(Map<TopicPartition, Long> offsets, Optional<Instant> updatedAt) {

    /** Copies the offsets. */
    public Progress {
        offsets = Map.copyOf(offsets);
    }

    /**
     * Reads the topic.
     *
     * @param reader where from
     * @param job job id
     * @throws CommandFailure when the topic cannot be read or holds something else
     */
    public static Progress read(CompactedTopicReader reader, String job) {
        SingleObjectDecoder<PipelineProgress> decoder = new SingleObjectDecoder<>(PipelineProgress.getClassSchema());
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Instant newest = null;
        for (byte[] value : reader.read(TopicCatalogue.PROGRESS).values()) {
            PipelineProgress row = decode(decoder, value);
            if (row.getJob().equals(job)) {
                offsets.put(new TopicPartition(row.getTopic(), row.getPartition()), row.getOffset());
                newest = newest == null || row.getUpdatedAt().isAfter(newest) ? row.getUpdatedAt() : newest;
            }
        }
        return new Progress(offsets, Optional.ofNullable(newest));
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
