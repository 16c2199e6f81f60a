package io.dermavigil.ingest.publish;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** The highest acknowledged offset of every partition written. Thread-safe. */
final class HighestOffsets {

    private final Map<TopicPartition, Long> offsets = new ConcurrentHashMap<>();

    void acknowledged(String topic, int partition, long offset) {
        offsets.merge(new TopicPartition(topic, partition), offset, Math::max);
    }

    Map<TopicPartition, Long> snapshot() {
        return Map.copyOf(offsets);
    }
}
