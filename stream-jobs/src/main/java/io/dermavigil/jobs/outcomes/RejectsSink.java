package io.dermavigil.jobs.outcomes;

import io.dermavigil.jobs.rows.Upsert;
import io.dermavigil.schemas.topics.TopicCatalogue;
import java.util.List;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;

/**
 * Rejects in no transaction: they are in the topic before the checkpoint of their records completes, whatever becomes of
 * anybody's commit. Written twice after a crash, a reject replaces itself by its key.
 */
final class RejectsSink {

    private RejectsSink() {}

    static KafkaSink<Upsert> of(OutcomesConfig config) {
        Properties properties = new Properties();
        properties.putAll(config.kafka());
        properties.setProperty("max.request.size", Integer.toString(TopicCatalogue.REJECT_MAX_BYTES));
        properties.setProperty("compression.type", "lz4");
        return KafkaSink.<Upsert>builder()
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(new TopicRows(config.generation().number(), List.of(TopicCatalogue.REJECTS)))
                .setKafkaProducerConfig(properties)
                .build();
    }
}
