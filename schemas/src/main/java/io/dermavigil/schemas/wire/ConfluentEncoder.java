package io.dermavigil.schemas.wire;

import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes records of one registered schema in Confluent framing: {@code 00}, the big-endian id, the binary body. Not
 * thread-safe.
 *
 * @param <T> record type
 */
public final class ConfluentEncoder<T extends SpecificRecord> implements RecordEncoder<T> {

    static final int HEADER_LENGTH = 5;
    static final byte MARKER = 0;

    private final byte[] header;
    private final BodyWriter<T> bodies;

    /**
     * An encoder for records of the given schema.
     *
     * @param id id that a registry gave this very schema
     */
    public ConfluentEncoder(Schema schema, int id) {
        this.header = ByteBuffer.allocate(HEADER_LENGTH).put(MARKER).putInt(id).array();
        this.bodies = new BodyWriter<>(schema);
    }

    @Override
    public byte[] encode(T datum) {
        return bodies.write(header, datum);
    }
}
