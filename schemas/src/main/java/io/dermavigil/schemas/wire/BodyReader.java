package io.dermavigil.schemas.wire;

import io.dermavigil.pipeline.RejectReason;
import java.io.IOException;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads bodies that were written under one schema as records of ours. The datum reader is held and the byte decoder is
 * bound anew to every message, so a poisoned message cannot spoil its neighbour. Not thread-safe.
 *
 * @param <T> record type
 */
final class BodyReader<T extends SpecificRecord> {

    private final SpecificDatumReader<T> resolved;
    private final GenericDatumReader<Object> asWritten;
    private final String fingerprint;
    private BinaryDecoder decoder;

    /**
     * A reader.
     *
     * @param writer schema of the bodies; resolves into the reader's schema but for enum symbols
     * @param schema schema of the records that come out
     * @param fingerprint the writer's fingerprint as messages carry it; null when they carry none
     */
    BodyReader(Schema writer, Schema schema, String fingerprint) {
        this.resolved = new SpecificDatumReader<>(writer, schema, SpecificData.getForSchema(schema));
        this.asWritten = new GenericDatumReader<>(writer);
        this.fingerprint = fingerprint;
    }

    /** Reads the body that fills a message from an offset to its end. */
    T read(byte[] message, int start) throws UndecodableException {
        try {
            T datum = resolved.read(null, bind(message, start));
            if (!decoder.isEnd()) {
                throw unreadable("value: bytes must end with the record");
            }
            return datum;
        } catch (AvroTypeException e) {
            throw isSoundAsWritten(message, start)
                    ? new UndecodableException(
                            RejectReason.UNKNOWN_SYMBOL, "value: holds an enum symbol unknown here", fingerprint)
                    : unreadable("value: does not follow its schema");
        } catch (IOException | RuntimeException e) {
            throw unreadable(
                    "value: does not follow its schema (" + e.getClass().getSimpleName() + ")");
        }
    }

    private BinaryDecoder bind(byte[] message, int start) {
        decoder = DecoderFactory.get().binaryDecoder(message, start, message.length - start, decoder);
        return decoder;
    }

    /**
     * Whether the message is whole under the schema it was written with. All schemas that get here resolve into ours but
     * for enum symbols, so a sound message that does not resolve holds a symbol unknown here; anything else is damage.
     */
    private boolean isSoundAsWritten(byte[] message, int start) {
        try {
            asWritten.read(null, bind(message, start));
            return decoder.isEnd();
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private UndecodableException unreadable(String detail) {
        return new UndecodableException(RejectReason.UNREADABLE, detail, fingerprint);
    }
}
