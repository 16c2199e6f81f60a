package io.dermavigil.jobs.outcomes;

import io.dermavigil.jobs.rows.Upsert;
import io.dermavigil.schemas.topics.Generation;
import io.dermavigil.schemas.topics.TopicCatalogue;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * One transactional sink for everything the job writes, so that rows, rejects and the progress that covers them are
 * flushed together before a checkpoint completes.
 */
final class SummaryTopicsSink {

    private static final List<String> WRITTEN = List.of(
            TopicCatalogue.SIDE_EFFECTS,
            TopicCatalogue.SATISFACTION,
            TopicCatalogue.CLINICS,
            TopicCatalogue.REJECTS,
            TopicCatalogue.PROGRESS);

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
                .setTransactionalIdPrefix(transactionalIdPrefix(config))
                // one id per checkpoint would fill the broker's transaction log; a pool stays small
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .setRecordSerializer(new Rows(config.generation().number()))
                .setKafkaProducerConfig(properties)
                .build();
    }

    /** No prefix starts with another: a job aborts what it left open by prefix, and must not touch its neighbour's. */
    private static String transactionalIdPrefix(OutcomesConfig config) {
        return "dermavigil-g" + config.generation().number() + "-outcomes";
    }

    private static final class Rows implements KafkaRecordSerializationSchema<Upsert>, KafkaDatasetFacetProvider {

        private static final long serialVersionUID = 1L;

        private final int generation;

        private Rows(int generation) {
            this.generation = generation;
        }

        @Override
        public ProducerRecord<byte[], byte[]> serialize(Upsert row, KafkaSinkContext context, Long timestamp) {
            return new ProducerRecord<>(new Generation(generation).topic(row.topic()), row.key(), row.value());
        }

        /** By these topics the sink finds the transactions that a crash left open. */
        @Override
        public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
            return Optional.of(new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(
                    WRITTEN.stream().map(new Generation(generation)::topic).toList())));
        }
    }
}
