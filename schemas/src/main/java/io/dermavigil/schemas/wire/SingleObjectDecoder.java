package io.dermavigil.schemas.wire;

import io.dermavigil.pipeline.RejectReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads one record type in Avro's single-object encoding, written under any schema of its history. Readers are held and
 * the byte decoder is bound anew to every message, so a poisoned message cannot spoil its neighbour. Not thread-safe.
 *
 * @param <T> record type
 */
public final class SingleObjectDecoder<T extends SpecificRecord> {

    private final Map<Long, SpecificDatumReader<T>> readers = new HashMap<>();
    private final Map<Long, GenericDatumReader<Object>> asWritten = new HashMap<>();
    private final String typeName;
    private BinaryDecoder decoder;

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
            readers.put(fingerprint, new SpecificDatumReader<>(writer, schema, SpecificData.getForSchema(schema)));
            asWritten.put(fingerprint, new GenericDatumReader<>(writer));
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
        SpecificDatumReader<T> reader = readers.get(fingerprint);
        if (reader == null) {
            throw new UndecodableException(
                    RejectReason.UNKNOWN_SCHEMA,
                    "value: the schema fingerprint must be one of " + typeName,
                    hex(fingerprint));
        }
        return read(message, reader, fingerprint);
    }

    private T read(byte[] message, SpecificDatumReader<T> reader, long fingerprint) throws UndecodableException {
        try {
            T datum = reader.read(null, bind(message));
            if (!decoder.isEnd()) {
                throw unreadable("value: bytes must end with the record", fingerprint);
            }
            return datum;
        } catch (AvroTypeException e) {
            throw isSoundAsWritten(message, fingerprint)
                    ? new UndecodableException(
                            RejectReason.UNKNOWN_SYMBOL, "value: holds an enum symbol unknown here", hex(fingerprint))
                    : unreadable("value: does not follow its schema", fingerprint);
        } catch (IOException | RuntimeException e) {
            throw unreadable(
                    "value: does not follow its schema (" + e.getClass().getSimpleName() + ")", fingerprint);
        }
    }

    private BinaryDecoder bind(byte[] message) {
        int start = SingleObjectEncoder.HEADER_LENGTH;
        decoder = DecoderFactory.get().binaryDecoder(message, start, message.length - start, decoder);
        return decoder;
    }

    /**
     * Whether the message is whole under the schema it was written with. All schemas of a history resolve into each other
     * but for enum symbols, so a sound message that does not resolve holds a symbol unknown here; anything else is damage.
     */
    private boolean isSoundAsWritten(byte[] message, long fingerprint) {
        try {
            asWritten.get(fingerprint).read(null, bind(message));
            return decoder.isEnd();
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static UndecodableException unreadable(String detail, long fingerprint) {
        return new UndecodableException(RejectReason.UNREADABLE, detail, hex(fingerprint));
    }

    private static String hex(long fingerprint) {
        return HexFormat.of().toHexDigits(fingerprint);
    }
}
