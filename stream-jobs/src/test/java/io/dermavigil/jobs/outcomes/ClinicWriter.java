package io.dermavigil.jobs.outcomes;

import io.dermavigil.schemas.intake.RawRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes raw records to clinic topics, good or bad, and remembers up to where. */
public final class ClinicWriter implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    public ClinicWriter(String bootstrap) {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", bootstrap);
        properties.setProperty("max.request.size", Integer.toString(4 << 20));
        properties.setProperty("enable.idempotence", "true");
        producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public void write(Collection<RawRecord> records) throws ExecutionException, InterruptedException {
        List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();
        for (RawRecord record : records) {
            acknowledgements.add(producer.send(new ProducerRecord<>(record.topic(), record.key(), record.value())));
        }
        for (Future<RecordMetadata> acknowledgement : acknowledgements) {
            RecordMetadata written = acknowledgement.get();
            ends.merge(new TopicPartition(written.topic(), written.partition()), written.offset() + 1, Math::max);
        }
    }

    /** Whether progress covers everything written. */
    public boolean isCoveredBy(Map<TopicPartition, Long> progress) {
        return ends.entrySet().stream().allMatch(end -> progress.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    @Override
    public void close() {
        producer.close();
    }
}
