package io.dermavigil.serving.materializer;

import io.dermavigil.schemas.wire.SchemasById;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How the topics are read.
 *
 * @param kafka settings of the Kafka clients, with {@code bootstrap.servers}
 * @param registered makes a lookup of the schemas of Confluent framing, one for each reading thread
 * @param batchRecords at most about so many records are written in one transaction; at least 1
 * @param discovery how often new topics, recreated topics and a switch of generation are looked for
 * @param forgetting for how long the store may go unread before tombstones may have vanished from the clinic topics
 *     unseen; after that the facts are rebuilt. Half of Kafka's default {@code delete.retention.ms}
 */
public record MaterializerConfig(
        Map<String, String> kafka,
        Supplier<SchemasById> registered,
        int batchRecords,
        Duration discovery,
        Duration forgetting) {

    /** Copies the settings. */
    public MaterializerConfig {
        kafka = Map.copyOf(kafka);
        if (!kafka.containsKey("bootstrap.servers")) {
            throw new IllegalArgumentException("bootstrap.servers is missing");
        }
        if (batchRecords < 1) {
            throw new IllegalArgumentException("batchRecords must be at least 1, not " + batchRecords);
        }
    }

    /** The usual settings, without a registry. */
    public static MaterializerConfig of(String bootstrapServers) {
        return of(Map.of("bootstrap.servers", bootstrapServers), () -> SchemasById.NONE);
    }

    /** The usual settings. */
    public static MaterializerConfig of(Map<String, String> kafka, Supplier<SchemasById> registered) {
        return new MaterializerConfig(kafka, registered, 5_000, Duration.ofSeconds(1), Duration.ofHours(12));
    }
}
