package io.dermavigil.jobs.intake;

import io.dermavigil.jobs.rows.Upsert;
import io.dermavigil.pipeline.PipelineProgress;
import io.dermavigil.schemas.intake.RawRecord;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.wire.SingleObjectEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Remembers how far each source partition was read since it was last asked. Needs no state: what was told is kept by the
 * {@link ProgressOperator}.
 */
final class ProgressTracker {

    private final String jobId;
    private final String rulesVersion;
    private final SingleObjectEncoder<PipelineProgress> encoder =
            new SingleObjectEncoder<>(PipelineProgress.getClassSchema());
    private final Map<String, Map<Integer, Long>> nextOffsets = new HashMap<>();

    ProgressTracker(String jobId, String rulesVersion) {
        this.jobId = jobId;
        this.rulesVersion = rulesVersion;
    }

    void passed(RawRecord record) {
        nextOffsets
                .computeIfAbsent(record.topic(), topic -> new HashMap<>())
                .put(record.partition(), record.offset() + 1);
    }

    void drain(Instant now, Consumer<Upsert> out) {
        nextOffsets.forEach((topic, partitions) -> {
            partitions.forEach((partition, offset) -> out.accept(row(topic, partition, offset, now)));
            partitions.clear();
        });
    }

    private Upsert row(String topic, int partition, long offset, Instant now) {
        byte[] key = (jobId + '|' + topic + '|' + partition).getBytes(StandardCharsets.UTF_8);
        PipelineProgress progress = new PipelineProgress(jobId, topic, partition, offset, rulesVersion, now);
        return new Upsert(TopicCatalogue.PROGRESS, key, encoder.encode(progress));
    }
}
