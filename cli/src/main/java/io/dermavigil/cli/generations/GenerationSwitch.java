package io.dermavigil.cli.generations;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.reading.ActiveGenerations;
import io.dermavigil.cli.reading.Connection;
import io.dermavigil.pipeline.ActiveGeneration;
import io.dermavigil.schemas.topics.Generation;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.wire.SingleObjectEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes which generation readers use. */
public final class GenerationSwitch {

    private GenerationSwitch() {}

    /**
     * Switches, and returns when the broker has acknowledged it.
     *
     * @param generation generation to use; that it has caught up is the caller's to check
     * @param rulesVersion rules under which it is counted
     * @param broker broker of the stack
     * @throws CommandFailure when the broker does not take it
     */
    public static void to(Generation generation, String rulesVersion, Connection broker) {
        ActiveGeneration row = new ActiveGeneration(
                ActiveGenerations.KEY,
                generation.number(),
                rulesVersion,
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
        byte[] value = new SingleObjectEncoder<ActiveGeneration>(ActiveGeneration.getClassSchema()).encode(row);
        byte[] key = ActiveGenerations.KEY.getBytes(StandardCharsets.UTF_8);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                broker.with(Map.of(ProducerConfig.ACKS_CONFIG, "all", ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true)),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(TopicCatalogue.GENERATIONS, key, value))
                    .get();
        } catch (ExecutionException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "the switch was not acknowledged: " + e.getCause().getMessage(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "interrupted before the switch was acknowledged", e);
        }
    }
}
