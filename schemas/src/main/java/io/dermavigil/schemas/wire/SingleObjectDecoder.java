package io.dermavigil.schemas.wire;

import io.dermavigil.pipeline.RejectReason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads one record type in Avro's single-object encoding, written under any schema of its history. A poisoned message
 * cannot spoil its neighbour. Not thread-safe.
 *
 * @param <T> record type
 */
public final class SingleObjectDecoder<T extends SpecificRecord> {

    private final Map<Long, BodyReader<T>> readers = new HashMap<>();
    private final String typeName;

    /**
     * A decoder of a type for its current schema and every schema of its recorded history.
     *
     * @param schema current schema
     */
    public SingleObjectDecoder(Schema schema) {
        this(schema, withCurrent(schema, SchemaHistory.of(schema.getFullName())));
    }

    /**
     * A decoder with explicit writer schemas.
     *
     * @param schema schema of the records that come out
     * @param writers schemas under which messages may have been written
     */
    public SingleObjectDecoder(Schema schema, List<Schema> writers) {
        AvroRuntime.initialise();
        this.typeName = schema.getName();
        for (Schema writer : writers) {
            long fingerprint = SchemaNormalization.parsingFingerprint64(writer);
            readers.put(fingerprint, new BodyReader<>(writer, schema, hex(fingerprint)));
        }
    }

    private static List<Schema> withCurrent(Schema current, List<Schema> history) {
        List<Schema> writers = new ArrayList<>(history);
        writers.add(current);
        return writers;
    }

    /**
     * Reads a message.
     *
     * @param message the whole value of a record; not null
     * @return the record
     * @throws UndecodableException when the bytes are anything but exactly one record of this type
     */
    public T decode(byte[] message) throws UndecodableException {
        if (message.length < SingleObjectEncoder.HEADER_LENGTH
                || message[0] != SingleObjectEncoder.MARKER_0
                || message[1] != SingleObjectEncoder.MARKER_1) {
            throw new UndecodableException(
                    RejectReason.UNREADABLE, "value: must start with the single-object header C3 01", null);
        }
        long fingerprint =
                ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
        BodyReader<T> reader = readers.get(fingerprint);
        if (reader == null) {
            throw new UndecodableException(
                    RejectReason.UNKNOWN_SCHEMA,
                    "value: the schema fingerprint must be one of " + typeName,
                    hex(fingerprint));
        }
        return reader.read(message, SingleObjectEncoder.HEADER_LENGTH);
    }

    private static String hex(long fingerprint) {
        return HexFormat.of().toHexDigits(fingerprint);
    }
}
