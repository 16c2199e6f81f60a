package io.dermavigil.schemas.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes records of one schema in Avro's single-object encoding: {@code C3 01}, the little-endian CRC-64-AVRO fingerprint
 * of the schema, the binary body. Not thread-safe.
 *
 * @param <T> record type
 */
public final class SingleObjectEncoder<T extends SpecificRecord> {

    static final int HEADER_LENGTH = 10;
    static final byte MARKER_0 = (byte) 0xC3;
    static final byte MARKER_1 = (byte) 0x01;

    private final byte[] header;
    private final SpecificDatumWriter<T> writer;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    private BinaryEncoder encoder;

    /** An encoder for records of the given schema. */
    public SingleObjectEncoder(Schema schema) {
        AvroRuntime.initialise();
        this.header = ByteBuffer.allocate(HEADER_LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MARKER_0)
                .put(MARKER_1)
                .putLong(SchemaNormalization.parsingFingerprint64(schema))
                .array();
        this.writer = new SpecificDatumWriter<>(schema, SpecificData.getForSchema(schema));
    }

    /** The whole message. */
    public byte[] encode(T datum) {
        out.reset();
        out.write(header, 0, header.length);
        return write(datum);
    }

    /** The body alone: the canonical encoding that the last tie-break between two revisions is taken from. */
    public byte[] encodeBody(T datum) {
        out.reset();
        return write(datum);
    }

    private byte[] write(T datum) {
        try {
            encoder = EncoderFactory.get().directBinaryEncoder(out, encoder);
            writer.write(datum, encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }
}
