package io.dermavigil.jobs.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.jobs.oracle.Rows;
import io.dermavigil.pipeline.PipelineProgress;
import io.dermavigil.pipeline.Reject;
import io.dermavigil.safety.Evidence;
import io.dermavigil.schemas.topics.Generation;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.wire.RecordDecoder;
import io.dermavigil.schemas.wire.SchemasById;
import io.dermavigil.schemas.wire.UndecodableException;
import io.dermavigil.summaries.ClinicStatus;
import io.dermavigil.summaries.SatisfactionSummary;
import io.dermavigil.summaries.SideEffectSummary;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what the job has committed, as its readers must: to the uncommitted end, read committed. */
public final class SummaryTopics {

    private final String bootstrap;
    private final Generation generation;
    private final SchemasById schemas;

    public SummaryTopics(String bootstrap, Generation generation) {
        this(bootstrap, generation, SchemasById.NONE);
    }

    SummaryTopics(String bootstrap, Generation generation, SchemasById schemas) {
        this.bootstrap = bootstrap;
        this.generation = generation;
        this.schemas = schemas;
    }

    public Rows rows() {
        return new Rows(
                newest(TopicCatalogue.SIDE_EFFECTS, SideEffectSummary.getClassSchema()),
                newest(TopicCatalogue.SATISFACTION, SatisfactionSummary.getClassSchema()),
                newest(TopicCatalogue.CLINICS, ClinicStatus.getClassSchema()));
    }

    /** Evidence by hypothesis. */
    public Map<String, Evidence> evidence() {
        return newest(TopicCatalogue.EVIDENCE, Evidence.getClassSchema());
    }

    Map<String, ClinicStatus> clinics() {
        return newest(TopicCatalogue.CLINICS, ClinicStatus.getClassSchema());
    }

    /** Rejects, each once: one may be written again, which must not change it. */
    public List<Reject> rejects() {
        RecordDecoder<Reject> decoder = new RecordDecoder<>(Reject.getClassSchema(), schemas);
        Map<String, Reject> rejects = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records(generation.topic(TopicCatalogue.REJECTS))) {
            Reject reject = decode(decoder, record);
            Reject before = rejects.put(reject.getTopic() + reject.getPartition() + '-' + reject.getOffset(), reject);
            assertThat(before).isIn(null, reject);
        }
        return List.copyOf(rejects.values());
    }

    /** Offset by source partition up to which everything is contained. */
    public Map<TopicPartition, Long> progress() {
        return progress("read_committed");
    }

    /** What progress would be if everything written were committed. */
    Map<TopicPartition, Long> uncommittedProgress() {
        return progress("read_uncommitted");
    }

    private Map<TopicPartition, Long> progress(String isolation) {
        Map<TopicPartition, Long> progress = new HashMap<>();
        Map<String, PipelineProgress> rows =
                newest(TopicCatalogue.PROGRESS, PipelineProgress.getClassSchema(), isolation);
        rows.values().stream()
                .filter(row -> row.getJob().equals(generation.jobId()))
                .forEach(row -> progress.put(new TopicPartition(row.getTopic(), row.getPartition()), row.getOffset()));
        return progress;
    }

    private <T extends SpecificRecord> Map<String, T> newest(String topic, Schema schema) {
        return newest(topic, schema, "read_committed");
    }

    private <T extends SpecificRecord> Map<String, T> newest(String topic, Schema schema, String isolation) {
        Map<String, T> newest = new HashMap<>();
        RecordDecoder<T> decoder = new RecordDecoder<>(schema, schemas);
        records(generation.topic(topic), isolation)
                .forEach(record ->
                        newest.put(new String(record.key(), StandardCharsets.UTF_8), decode(decoder, record)));
        return newest;
    }

    private static <T extends SpecificRecord> T decode(
            RecordDecoder<T> decoder, ConsumerRecord<byte[], byte[]> record) {
        try {
            return decoder.decode(record.value(), record.topic());
        } catch (UndecodableException e) {
            throw new AssertionError("the job wrote what cannot be read", e);
        }
    }

    /** Everything committed to a topic, by partition in log order. */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        return records(topic, "read_committed");
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic, String isolation) {
        Map<TopicPartition, Long> ends;
        try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_uncommitted")) {
            ends = consumer.endOffsets(partitions(consumer, topic));
        }
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(isolation)) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", bootstrap);
        properties.setProperty("isolation.level", isolation);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
