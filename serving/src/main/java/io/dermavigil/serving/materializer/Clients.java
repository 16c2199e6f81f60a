package io.dermavigil.serving.materializer;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How the materializer's Kafka clients are set up. */
final class Clients {

    static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private static final String ANSWER_WITHIN_MS = "10000";

    private Clients() {}

    static Map<String, Object> admin(MaterializerConfig config) {
        Map<String, Object> settings = new HashMap<>(config.kafka());
        settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MS);
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MS);
        return settings;
    }

    /** A consumer without a group: its positions are kept in the store, with the rows. */
    static KafkaConsumer<byte[], byte[]> consumer(MaterializerConfig config) {
        Map<String, Object> settings = admin(config);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(config.batchRecords()));
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
