package io.dermavigil.schemas.events;

import io.dermavigil.events.EventId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Conversions between {@link UUID} and its 16-byte Avro form, and name-based ids. */
public final class EventIds {

    private EventIds() {}

    /** The Avro form of a UUID: 16 bytes, big-endian. */
    public static EventId of(UUID uuid) {
        return new EventId(ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array());
    }

    /** The UUID of an Avro event id. */
    public static UUID toUuid(EventId id) {
        ByteBuffer bytes = ByteBuffer.wrap(id.bytes());
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    /**
     * Name-based UUID, version 5 (RFC 9562 section 5.5: SHA-1 of name space and name).
     *
     * @param namespace name space
     * @param name any text; hashed as UTF-8
     */
    public static UUID nameBased(UUID namespace, String name) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(namespace.getMostSignificantBits())
                    .putLong(namespace.getLeastSignificantBits())
                    .array());
            ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
            long most = hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x5000L;
            long least = hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
            return new UUID(most, least);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
