package io.dermavigil.serving.materializer;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.pipeline.PipelineProgress;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class HeldProgressTest {

    private static final TopicPartition PROGRESS = new TopicPartition("pipeline.progress", 0);
    private static final TopicPartition SUMMARY = new TopicPartition("summary.side-effects", 3);

    private final HeldProgress held = new HeldProgress();

    @Test
    void isToldOnlyWhenTheSummariesAreReadUpToTheirEnds() {
        held.add(PROGRESS, 7, progress(100));
        assertThat(held.isUnsealed()).isTrue();
        held.seal(Map.of(SUMMARY, 20L));

        Map<TopicPartition, Long> before = next(19, 9);
        assertThat(held.release(before)).isEmpty();
        assertThat(before).as("it would be lost by a restart").containsEntry(PROGRESS, 7L);

        Map<TopicPartition, Long> reached = next(20, 9);
        assertThat(held.release(reached)).containsExactly(progress(100));
        assertThat(reached).containsEntry(PROGRESS, 9L);
    }

    @Test
    void laterProgressDoesNotHoldBackEarlier() {
        held.add(PROGRESS, 7, progress(100));
        held.seal(Map.of(SUMMARY, 20L));
        held.add(PROGRESS, 9, progress(200));
        held.seal(Map.of(SUMMARY, 30L));

        Map<TopicPartition, Long> next = next(25, 11);
        assertThat(held.release(next)).containsExactly(progress(100));
        assertThat(next).containsEntry(PROGRESS, 9L);
    }

    @Test
    void isNotToldWhileTheEndsAreUnknown() {
        held.add(PROGRESS, 7, progress(100));
        assertThat(held.release(next(1_000, 8))).isEmpty();
    }

    private static Map<TopicPartition, Long> next(long summary, long progress) {
        return new HashMap<>(Map.of(SUMMARY, summary, PROGRESS, progress));
    }

    private static PipelineProgress progress(long offset) {
        return new PipelineProgress("outcomes", "clinic.sessions", 0, offset, "rules-1", Instant.EPOCH);
    }
}
