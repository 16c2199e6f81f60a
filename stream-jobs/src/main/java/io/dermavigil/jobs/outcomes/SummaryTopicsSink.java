package io.dermavigil.jobs.outcomes;

import io.dermavigil.schemas.topics.TopicCatalogue;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * One transactional sink for everything the job writes, so that rows, rejects and the progress that covers them are
 * flushed together before a checkpoint completes.
 */
final class SummaryTopicsSink {

    private SummaryTopicsSink() {}

    static KafkaSink<Upsert> of(OutcomesConfig config) {
        Properties properties = new Properties();
        properties.putAll(config.kafka());
        properties.setProperty(
                "transaction.timeout.ms",
                Long.toString(config.transactionTimeout().toMillis()));
        properties.setProperty("max.request.size", Integer.toString(TopicCatalogue.REJECT_MAX_BYTES));
        properties.setProperty("compression.type", "lz4");
        properties.setProperty("linger.ms", "20");
        properties.setProperty("batch.size", Integer.toString(128 << 10));
        return KafkaSink.<Upsert>builder()
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix("dermavigil-" + config.jobId())
                // one id per checkpoint would fill the broker's transaction log; a pool stays small
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .setRecordSerializer(new Rows())
                .setKafkaProducerConfig(properties)
                .build();
    }

    private static final class Rows implements KafkaRecordSerializationSchema<Upsert> {

        private static final long serialVersionUID = 1L;

        @Override
        public ProducerRecord<byte[], byte[]> serialize(Upsert row, KafkaSinkContext context, Long timestamp) {
            return new ProducerRecord<>(row.topic(), row.key(), row.value());
        }
    }
}
