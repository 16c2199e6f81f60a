package io.dermavigil.jobs.outcomes;

import io.dermavigil.jobs.rows.Upsert;
import io.dermavigil.schemas.topics.Generation;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends each row to its topic of a generation. */
final class TopicRows implements KafkaRecordSerializationSchema<Upsert>, KafkaDatasetFacetProvider {

    private static final long serialVersionUID = 1L;

    private final int generation;
    private final List<String> topics;

    /**
     * Rows of a generation.
     *
     * @param generation its number
     * @param topics plain names of all topics of the rows
     */
    TopicRows(int generation, List<String> topics) {
        this.generation = generation;
        this.topics = topics;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(Upsert row, KafkaSinkContext context, Long timestamp) {
        return new ProducerRecord<>(new Generation(generation).topic(row.topic()), row.key(), row.value());
    }

    /** By these topics a transactional sink finds what a crash left open. */
    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(
                topics.stream().map(new Generation(generation)::topic).toList())));
    }
}
