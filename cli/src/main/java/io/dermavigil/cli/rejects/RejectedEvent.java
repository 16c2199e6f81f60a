package io.dermavigil.cli.rejects;

import io.dermavigil.pipeline.Reject;
import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.events.EventIds;
import io.dermavigil.schemas.events.RecordKey;
import io.dermavigil.schemas.topics.ClinicTopic;
import io.dermavigil.schemas.wire.RecordDecoder;
import io.dermavigil.schemas.wire.SchemasById;
import io.dermavigil.schemas.wire.UndecodableException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** What can still be told of the event inside a reject. */
final class RejectedEvent {

    /** A longer key is kept up to here. */
    private static final int KEPT_KEY_BYTES = 64 << 10;

    private final Reject reject;
    private final SchemasById schemas;

    /**
     * A reject.
     *
     * @param schemas where the schemas of records in Confluent framing are found
     */
    RejectedEvent(Reject reject, SchemasById schemas) {
        this.reject = reject;
        this.schemas = schemas;
    }

    /** Topic that the event came through. */
    ClinicTopic topic() {
        return ClinicTopic.parse(reject.getTopic())
                .orElseThrow(() -> new IllegalStateException(reject.getTopic() + " carries no clinic events"));
    }

    /** Whether the reject holds only the beginning of the value, or of a key that is no key of ours anyway. */
    boolean isCut() {
        return reject.getValueSha256() != null
                || (reject.getKey() != null && reject.getKey().remaining() >= KEPT_KEY_BYTES);
    }

    /** Original key; null when the record had none. */
    byte[] key() {
        return bytes(reject.getKey());
    }

    /** Original value, or its beginning; null when the record had none. */
    byte[] value() {
        return bytes(reject.getValue());
    }

    /** The event, when its bytes are sound. */
    Optional<SpecificRecord> event() {
        if (reject.getValue() == null || isCut()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RecordDecoder<SpecificRecord>(topic().kind().schema(), schemas)
                    .decode(value(), reject.getTopic()));
        } catch (UndecodableException e) {
            return Optional.empty();
        }
    }

    /** Id of the event, from the event or else from the key of its record. */
    Optional<UUID> eventId() {
        return event().map(event -> EventIds.toUuid(EventHeader.of(event).eventId()))
                .or(() -> RecordKey.parse(key()).map(RecordKey::eventId));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
