package io.dermavigil.ingest.publish;

import io.dermavigil.schemas.registry.RegistryConfig;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How clinic events are sent.
 *
 * @param bootstrapServers {@code HOST:PORT[,HOST:PORT...]}
 * @param compression codec of the batches
 * @param deliveryTimeout how long a record may wait for its acknowledgement, retries included; an outage shorter than
 *     this is ridden out. At least 3 s
 * @param client further properties for the Kafka client, such as credentials; they cannot weaken what this record fixes
 * @param registry registry in which the schemas are registered, to publish in Confluent framing; empty for single-object
 *     encoding
 */
public record PublisherConfig(
        String bootstrapServers,
        Compression compression,
        Duration deliveryTimeout,
        Properties client,
        Optional<RegistryConfig> registry) {

    /** Codecs that pay for themselves on clinic events. */
    public enum Compression {
        /** Cheap. */
        LZ4,
        /** Smaller, for slow lines. */
        ZSTD
    }

    private static final int BATCH_BYTES = 256 * 1024;
    private static final int LINGER_MILLIS = 20;
    /**
     * One request on its way per broker. With more, a broker before Kafka 4.5 can refuse the first batch of a partition
     * that it is still opening and take the second; the first is then out of order for ever and expires (KAFKA-15591).
     * Each request carries the batches of all partitions, so this costs no measurable throughput.
     */
    private static final int REQUESTS_IN_FLIGHT = 1;

    private static final long BUFFER_BYTES = 64L * 1024 * 1024;

    /** Refuses what could not work. */
    public PublisherConfig {
        if (bootstrapServers == null || bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("bootstrap servers are missing");
        }
        if (deliveryTimeout.compareTo(Duration.ofSeconds(3)) < 0) {
            throw new IllegalArgumentException("the delivery timeout must be at least 3 s");
        }
    }

    /** The defaults: lz4, outages of up to 30 s ridden out. */
    public static PublisherConfig of(String bootstrapServers) {
        return of(bootstrapServers, new Properties());
    }

    /**
     * The defaults, for a broker that asks who its clients are.
     *
     * @param client properties for the Kafka client, such as credentials
     */
    public static PublisherConfig of(String bootstrapServers, Properties client) {
        return new PublisherConfig(bootstrapServers, Compression.LZ4, Duration.ofSeconds(30), client, Optional.empty());
    }

    /** The same with another delivery timeout. */
    public PublisherConfig withDeliveryTimeout(Duration timeout) {
        return new PublisherConfig(bootstrapServers, compression, timeout, client, registry);
    }

    /** The same in Confluent framing, with the schemas registered in a registry. */
    public PublisherConfig withConfluentFraming(RegistryConfig where) {
        return new PublisherConfig(bootstrapServers, compression, deliveryTimeout, client, Optional.of(where));
    }

    Properties producerProperties() {
        Properties properties = new Properties();
        properties.putAll(client);
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, REQUESTS_IN_FLIGHT);
        properties.put(
                ProducerConfig.COMPRESSION_TYPE_CONFIG, compression.name().toLowerCase(Locale.ROOT));
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        int timeout = Math.toIntExact(deliveryTimeout.toMillis());
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(timeout / 2, 10_000));
        return properties;
    }
}
