package io.dermavigil.jobs.outcomes;

import io.dermavigil.jobs.rows.Upsert;
import io.dermavigil.schemas.topics.TopicCatalogue;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;

/**
 * One transactional sink for rows and the progress that covers them, so that they are flushed together before a
 * checkpoint completes.
 */
final class SummaryTopicsSink {

    private static final List<String> WRITTEN = List.of(
            TopicCatalogue.SIDE_EFFECTS,
            TopicCatalogue.SATISFACTION,
            TopicCatalogue.CLINICS,
            TopicCatalogue.EVIDENCE,
            TopicCatalogue.PROGRESS);

    private SummaryTopicsSink() {}

    static Sink<Upsert> of(OutcomesConfig config) {
        Properties properties = new Properties();
        properties.putAll(config.kafka());
        properties.setProperty(
                "transaction.timeout.ms",
                Long.toString(config.transactionTimeout().toMillis()));
        // measured before compression, by which rows shrink
        properties.setProperty("max.request.size", Integer.toString(TopicCatalogue.REJECT_MAX_BYTES));
        properties.setProperty("compression.type", "lz4");
        properties.setProperty("linger.ms", "20");
        properties.setProperty("batch.size", Integer.toString(128 << 10));
        KafkaSink<Upsert> sink = KafkaSink.<Upsert>builder()
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(transactionalIdPrefix(config))
                // one id per checkpoint would fill the broker's transaction log; a pool stays small
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .setRecordSerializer(new TopicRows(config.generation().number(), WRITTEN))
                .setKafkaProducerConfig(properties)
                .build();
        return new StrictSink(sink);
    }

    /** No prefix starts with another: a job aborts what it left open by prefix, and must not touch its neighbour's. */
    private static String transactionalIdPrefix(OutcomesConfig config) {
        return "dermavigil-g" + config.generation().number() + "-outcomes";
    }
}
