package io.dermavigil.schemas.intake;

import io.dermavigil.schemas.wire.SingleObjectEncoder;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * First 8 bytes of SHA-256 of an event's canonical encoding (its Avro body under the current schema). It orders two
 * different contents that share revision, recordedAt and eventId. The whole encoding would do so too, but then every job
 * would have to keep whole events in its state. Not thread-safe.
 */
final class CanonicalDigest {

    private final SingleObjectEncoder<SpecificRecord> encoder;
    private final MessageDigest sha256;

    CanonicalDigest(Schema schema) {
        this.encoder = new SingleObjectEncoder<>(schema);
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    long of(SpecificRecord event) {
        return ByteBuffer.wrap(sha256.digest(encoder.encodeBody(event))).getLong();
    }
}
