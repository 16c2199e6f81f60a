package io.dermavigil.ingest.publish;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Publishes clinic events: idempotent, acknowledged by all replicas, compressed. An event counts as
 * published only when it is acknowledged. Events are not checked here; see {@code EventValidator}. Use from one thread;
 * the counts may be read from any.
 */
public final class ClinicEventPublisher implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final RecordFactory records;
    private final HighestOffsets highest = new HighestOffsets();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong unacknowledged = new AtomicLong();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Duration patience;

    /** Publishes to the shared topics; see {@link #ClinicEventPublisher(PublisherConfig, Destination)}. */
    public ClinicEventPublisher(PublisherConfig config) {
        this(config, Destination.SHARED_TOPICS);
    }

    /**
     * Connects; an unreachable broker shows only when something is published. Registers the schemas where Confluent framing
     * is wanted.
     *
     * @throws io.dermavigil.schemas.registry.RegistryUnavailableException when the registry does not answer
     * @throws io.dermavigil.schemas.registry.SchemaRefusedException when it does not take a schema
     */
    public ClinicEventPublisher(PublisherConfig config, Destination destination) {
        records = new RecordFactory(destination, RecordFactory.framing(config.registry()));
        producer = new KafkaProducer<>(config.producerProperties());
        patience = config.deliveryTimeout();
    }

    /**
     * Hands an event over and returns as soon as it is buffered; blocks while the buffer is full.
     *
     * @param event a SessionRecorded, ReactionReported or OutcomeRated
     * @param delivery hears what became of it, exactly once, also when this method throws
     * @throws PublishingStoppedException when this or an earlier event could not be delivered
     * @throws IllegalArgumentException when it is no clinic event
     */
    public void publish(SpecificRecord event, Delivery delivery) {
        var record = records.record(event);
        if (failure.get() != null) {
            settle(null, failure.get(), delivery);
            throw stopped();
        }
        try {
            producer.send(record, (metadata, problem) -> settle(metadata, problem, delivery));
        } catch (KafkaException e) {
            // The client never took it, so no callback will come.
            settle(null, e, delivery);
        }
        if (failure.get() != null) {
            throw stopped();
        }
    }

    /** Publishes an event whose fate shows in the counts alone; see {@link #publish(SpecificRecord, Delivery)}. */
    public void publish(SpecificRecord event) {
        publish(event, Delivery.UNHEARD);
    }

    /**
     * Waits until everything handed over is acknowledged or has failed.
     *
     * @throws PublishingStoppedException when anything could not be delivered
     */
    public void flush() {
        settle();
        if (failure.get() != null) {
            throw stopped();
        }
    }

    /** Waits until everything handed over is acknowledged or has failed, and leaves it to the counts to say which. */
    public void settle() {
        producer.flush();
    }

    /** Events that the broker acknowledged so far. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /** Events that were handed over and will not be acknowledged. */
    public long unacknowledged() {
        return unacknowledged.get();
    }

    /** The highest acknowledged offset of every partition written so far; what {@code --wait} waits for. */
    public Map<TopicPartition, Long> highestOffsets() {
        return highest.snapshot();
    }

    /** Delivers what can still be delivered, tells the fate of the rest, and closes; does not throw for failed events. */
    @Override
    public void close() {
        producer.close(failure.get() == null ? patience : Duration.ZERO);
    }

    private void settle(RecordMetadata metadata, Exception problem, Delivery delivery) {
        if (problem == null) {
            highest.acknowledged(metadata.topic(), metadata.partition(), metadata.offset());
            acknowledged.incrementAndGet();
            delivery.acknowledged();
        } else {
            failure.compareAndSet(null, problem);
            unacknowledged.incrementAndGet();
            delivery.unacknowledged(reason(problem));
        }
    }

    private PublishingStoppedException stopped() {
        return new PublishingStoppedException(reason(failure.get()), failure.get());
    }

    /** Kafka's own texts name topics and times, never a record's content. */
    private static String reason(Exception problem) {
        return problem.getClass().getSimpleName() + ": " + problem.getMessage();
    }
}
