package io.dermavigil.cli.baselines;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.reading.Broker;
import io.dermavigil.cli.reading.BrokerFailures;
import io.dermavigil.cli.reading.CompactedTopicReader;
import io.dermavigil.cli.reading.LogReader;
import io.dermavigil.safety.Baseline;
import io.dermavigil.schemas.safety.BaselineCell;
import io.dermavigil.schemas.topics.Generation;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.wire.SingleObjectDecoder;
import io.dermavigil.schemas.wire.SingleObjectEncoder;
import io.dermavigil.schemas.wire.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topic of baselines: one record a cell, a tombstone withdraws it. */
final class BaselinesTopic {

    private final Broker broker;

    BaselinesTopic(Broker broker) {
        this.broker = broker;
    }

    /**
     * What a publication changed.
     *
     * @param published baselines that are new or other than before
     * @param unchanged baselines that were there already
     * @param withdrawn baselines that the table has no more
     */
    record Change(int published, int unchanged, int withdrawn) {}

    /** Whether nothing was ever written: a table that somebody has withdrawn is not brought back by a start. */
    boolean isUnused() {
        return broker.ends(List.of(TopicCatalogue.BASELINES)).values().stream().allMatch(end -> end == 0);
    }

    /** The baselines in force by key; a record that cannot be read is left out. */
    Map<String, Baseline> read() {
        SingleObjectDecoder<Baseline> decoder = new SingleObjectDecoder<>(Baseline.getClassSchema());
        Map<String, Baseline> found = new TreeMap<>();
        records().forEach((key, value) -> {
            try {
                found.put(key, decoder.decode(value));
            } catch (UndecodableException e) {
                // the job takes no evidence against it either, and the next publication replaces or withdraws it
                found.remove(key);
            }
        });
        return found;
    }

    private Map<String, byte[]> records() {
        LogReader log = new LogReader(broker, LogReader.PATIENCE);
        return new CompactedTopicReader(broker, log, Generation.FIRST).read(TopicCatalogue.BASELINES);
    }

    /**
     * Makes a table the one in force: publishes what is new or other, withdraws what it does not have.
     *
     * @throws CommandFailure when the broker does not acknowledge everything; doing it again completes it
     */
    Change publish(BaselineTable table) {
        Map<String, Baseline> inForce = read();
        SingleObjectEncoder<Baseline> encoder = new SingleObjectEncoder<>(Baseline.getClassSchema());
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Map<String, byte[]> records = new HashMap<>();
        for (String key : records().keySet()) {
            records.put(key, null);
        }
        int withdrawn = records.size();
        int unchanged = 0;
        for (Map.Entry<BaselineCell, Baseline> entry : table.byCell().entrySet()) {
            String key = entry.getKey().text();
            withdrawn -= records.containsKey(key) ? 1 : 0;
            if (isSame(inForce.get(key), entry.getValue())) {
                records.remove(key);
                unchanged++;
            } else {
                Baseline published = Baseline.newBuilder(entry.getValue())
                        .setPublishedAt(now)
                        .build();
                records.put(key, encoder.encode(published));
            }
        }
        write(records);
        return new Change(table.byCell().size() - unchanged, unchanged, withdrawn);
    }

    private static boolean isSame(Baseline inForce, Baseline wanted) {
        return inForce != null
                && Baseline.newBuilder(wanted)
                        .setPublishedAt(inForce.getPublishedAt())
                        .build()
                        .equals(inForce);
    }

    private void write(Map<String, byte[]> records) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                broker.connection()
                        .with(Map.of(
                                ProducerConfig.ACKS_CONFIG, "all", ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true)),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            records.forEach((key, value) -> sent.add(producer.send(
                    new ProducerRecord<>(TopicCatalogue.BASELINES, key.getBytes(StandardCharsets.UTF_8), value))));
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw BrokerFailures.of(broker.connection(), e.getCause());
        } catch (KafkaException e) {
            throw BrokerFailures.unusable(broker.connection(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "interrupted before all baselines were acknowledged", e);
        }
    }
}
