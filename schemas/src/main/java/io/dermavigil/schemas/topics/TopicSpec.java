package io.dermavigil.schemas.topics;

import java.util.Map;

/**
 * A topic as it must be created.
 *
 * @param name name
 * @param partitions number of partitions
 * @param config broker-side topic configuration, without replication
 */
public record TopicSpec(String name, int partitions, Map<String, String> config) {

    /** Copies the configuration. */
    public TopicSpec {
        config = Map.copyOf(config);
    }
}
