package io.dermavigil.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.jobs.outcomes.SummaryTopics;
import io.dermavigil.pipeline.PipelineProgress;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.wire.SingleObjectDecoder;
import io.dermavigil.schemas.wire.UndecodableException;
import io.dermavigil.summaries.SatisfactionSummary;
import io.dermavigil.summaries.SideEffectSummary;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What readers saw in the course of time, which must never go back, not even for a moment. */
final class CommittedHistory {

    private CommittedHistory() {}

    static void assertNeverGoesBack(SummaryTopics topics) throws UndecodableException {
        SingleObjectDecoder<SideEffectSummary> sideEffects =
                new SingleObjectDecoder<>(SideEffectSummary.getClassSchema());
        Map<String, Instant> sideEffectRows = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> row : topics.records(TopicCatalogue.SIDE_EFFECTS)) {
            assertNotOlder(sideEffectRows, row, sideEffects.decode(row.value()).getUpdatedAt());
        }
        SingleObjectDecoder<SatisfactionSummary> satisfaction =
                new SingleObjectDecoder<>(SatisfactionSummary.getClassSchema());
        Map<String, Instant> satisfactionRows = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> row : topics.records(TopicCatalogue.SATISFACTION)) {
            assertNotOlder(
                    satisfactionRows, row, satisfaction.decode(row.value()).getUpdatedAt());
        }
        assertProgressGrows(topics.records(TopicCatalogue.PROGRESS));
    }

    private static void assertNotOlder(
            Map<String, Instant> newest, ConsumerRecord<byte[], byte[]> row, Instant updatedAt) {
        Instant before = newest.put(key(row), updatedAt);
        if (before != null) {
            assertThat(updatedAt).as("row after row of " + key(row)).isAfterOrEqualTo(before);
        }
    }

    /**
     * A slice of the log that was counted and committed twice would be told twice, at another time. A row that a restored
     * job writes again is the same to the byte.
     */
    private static void assertProgressGrows(List<ConsumerRecord<byte[], byte[]>> rows) throws UndecodableException {
        SingleObjectDecoder<PipelineProgress> decoder = new SingleObjectDecoder<>(PipelineProgress.getClassSchema());
        Map<String, PipelineProgress> newest = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> row : rows) {
            PipelineProgress progress = decoder.decode(row.value());
            PipelineProgress before = newest.put(key(row), progress);
            if (before != null && !progress.equals(before)) {
                assertThat(progress.getOffset()).as("progress of " + key(row)).isGreaterThan(before.getOffset());
            }
        }
        assertThat(newest).isNotEmpty();
    }

    private static String key(ConsumerRecord<byte[], byte[]> row) {
        return new String(row.key(), StandardCharsets.UTF_8);
    }
}
