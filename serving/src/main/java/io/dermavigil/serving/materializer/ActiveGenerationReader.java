package io.dermavigil.serving.materializer;

import io.dermavigil.pipeline.ActiveGeneration;
import io.dermavigil.schemas.topics.Generation;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.wire.SingleObjectDecoder;
import io.dermavigil.schemas.wire.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Follows {@code pipeline.generations}: which generation of summary topics readers use. */
final class ActiveGenerationReader implements AutoCloseable {

    private static final byte[] JOB = "outcomes".getBytes(StandardCharsets.UTF_8);
    private static final TopicPartition PARTITION = new TopicPartition(TopicCatalogue.GENERATIONS, 0);

    private final MaterializerConfig config;
    private final SingleObjectDecoder<ActiveGeneration> decoder =
            new SingleObjectDecoder<>(ActiveGeneration.getClassSchema());
    private Source source;
    private KafkaConsumer<byte[], byte[]> consumer;
    private Generation active = Generation.FIRST;

    ActiveGenerationReader(MaterializerConfig config) {
        this.config = config;
    }

    /**
     * The generation to read.
     *
     * @param topics the topic as it is now; empty while nobody has made it
     * @return the first when nobody has switched yet
     */
    Generation read(Map<String, Source> topics) throws PoisonRowException {
        Source now = topics.get(TopicCatalogue.GENERATIONS);
        if (now == null || !now.equals(source)) {
            close();
            active = Generation.FIRST;
        }
        if (now == null) {
            return active;
        }
        if (consumer == null) {
            consumer = Clients.consumer(config);
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            source = now;
        }
        long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
        while (consumer.position(PARTITION) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                take(record);
            }
        }
        return active;
    }

    private void take(ConsumerRecord<byte[], byte[]> record) throws PoisonRowException {
        if (!Arrays.equals(record.key(), JOB)) {
            return;
        }
        if (record.value() == null) {
            active = Generation.FIRST;
            return;
        }
        try {
            active = new Generation(decoder.decode(record.value()).getNumber());
        } catch (UndecodableException e) {
            close();
            throw new PoisonRowException(record, e.getMessage());
        }
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.close();
            consumer = null;
        }
        source = null;
    }
}
