package io.dermavigil.ingest.publish;

import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.events.EventKind;
import io.dermavigil.schemas.registry.RegistryConfig;
import io.dermavigil.schemas.registry.SchemaRegistry;
import io.dermavigil.schemas.wire.RecordEncoder;
import io.dermavigil.schemas.wire.TopicFraming;
import io.dermavigil.schemas.wire.WireHeaders;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Turns clinic events into Kafka records. Holds one encoder per kind; not thread-safe. */
final class RecordFactory {

    private final Map<EventKind, RecordEncoder<SpecificRecord>> encoders = new EnumMap<>(EventKind.class);

    private final Destination destination;

    RecordFactory(Destination destination, TopicFraming framing) {
        this.destination = destination;
        for (EventKind kind : EventKind.values()) {
            encoders.put(kind, framing.encoder(kind.sharedTopic(), kind.schema()));
        }
    }

    /**
     * Registers the schemas where Confluent framing is wanted. The topics of clinics share the subjects of the shared
     * topics: they carry the same types, and a rule for each type is kept in one place.
     */
    static TopicFraming framing(Optional<RegistryConfig> registry) {
        if (registry.isEmpty()) {
            return TopicFraming.SINGLE_OBJECT;
        }
        SchemaRegistry client = new SchemaRegistry(registry.get());
        Map<String, Integer> ids = new HashMap<>();
        for (EventKind kind : EventKind.values()) {
            ids.put(kind.sharedTopic(), client.register(kind.sharedTopic(), kind.schema()));
        }
        return new TopicFraming(ids);
    }

    /**
     * The record of an event.
     *
     * @throws IllegalArgumentException when it is no clinic event
     */
    ProducerRecord<byte[], byte[]> record(SpecificRecord event) {
        EventHeader header = EventHeader.of(event);
        byte[] value = encoders.get(header.kind()).encode(event);
        return new ProducerRecord<>(
                destination.topic(header), null, null, header.recordKey().bytes(), value, headers(header));
    }

    private static RecordHeaders headers(EventHeader event) {
        Map<String, String> texts = WireHeaders.of(event);
        Header[] headers = new Header[texts.size()];
        int next = 0;
        for (Map.Entry<String, String> text : texts.entrySet()) {
            headers[next++] = new RecordHeader(text.getKey(), text.getValue().getBytes(StandardCharsets.UTF_8));
        }
        return new RecordHeaders(headers);
    }
}
