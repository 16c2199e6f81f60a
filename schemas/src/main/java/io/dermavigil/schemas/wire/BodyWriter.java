package io.dermavigil.schemas.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes Avro bodies of one schema behind a header. Not thread-safe.
 *
 * @param <T> record type
 */
final class BodyWriter<T extends SpecificRecord> {

    private final SpecificDatumWriter<T> writer;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    private BinaryEncoder encoder;

    BodyWriter(Schema schema) {
        AvroRuntime.initialise();
        this.writer = new SpecificDatumWriter<>(schema, SpecificData.getForSchema(schema));
    }

    byte[] write(byte[] header, T datum) {
        try {
            out.reset();
            out.write(header, 0, header.length);
            encoder = EncoderFactory.get().directBinaryEncoder(out, encoder);
            writer.write(datum, encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }
}
