package io.dermavigil.schemas.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes records of one schema in Avro's single-object encoding: {@code C3 01}, the little-endian CRC-64-AVRO fingerprint
 * of the schema, the binary body. Not thread-safe.
 *
 * @param <T> record type
 */
public final class SingleObjectEncoder<T extends SpecificRecord> implements RecordEncoder<T> {

    static final int HEADER_LENGTH = 10;
    static final byte MARKER_0 = (byte) 0xC3;
    static final byte MARKER_1 = (byte) 0x01;

    private static final byte[] NO_HEADER = {};

    private final byte[] header;
    private final BodyWriter<T> bodies;

    /** An encoder for records of the given schema. */
    public SingleObjectEncoder(Schema schema) {
        this.header = ByteBuffer.allocate(HEADER_LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MARKER_0)
                .put(MARKER_1)
                .putLong(SchemaNormalization.parsingFingerprint64(schema))
                .array();
        this.bodies = new BodyWriter<>(schema);
    }

    @Override
    public byte[] encode(T datum) {
        return bodies.write(header, datum);
    }

    /** The body alone: the canonical encoding that the last tie-break between two revisions is taken from. */
    public byte[] encodeBody(T datum) {
        return bodies.write(NO_HEADER, datum);
    }
}
