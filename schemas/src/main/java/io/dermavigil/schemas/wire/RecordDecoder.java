package io.dermavigil.schemas.wire;

import io.dermavigil.pipeline.RejectReason;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads one record type in both framings: single-object encoding under any schema of its history, and Confluent framing
 * under any compatible schema that a registry knows. A poisoned message cannot spoil its neighbour. Not thread-safe.
 *
 * @param <T> record type
 */
public final class RecordDecoder<T extends SpecificRecord> {

    private final Schema schema;
    private final SingleObjectDecoder<T> singleObject;
    private final SchemasById registered;
    private final WriterSchemaRules rules;
    private final Map<Integer, BodyReader<T>> readers = new HashMap<>();

    /**
     * A decoder of a type.
     *
     * @param schema current schema of the type
     * @param registered where the schemas of Confluent framing are found
     */
    public RecordDecoder(Schema schema, SchemasById registered) {
        this.schema = schema;
        this.singleObject = new SingleObjectDecoder<>(schema);
        this.registered = registered;
        this.rules = new WriterSchemaRules(schema);
    }

    /**
     * Reads a message.
     *
     * @param message the whole value of a record; not null
     * @param topic topic of the record
     * @return the record
     * @throws UndecodableException when the bytes are anything but exactly one record of this type
     * @throws RuntimeException as {@link SchemasById#find}: nothing is known of the record then
     */
    public T decode(byte[] message, String topic) throws UndecodableException {
        if (message.length < ConfluentEncoder.HEADER_LENGTH || message[0] != ConfluentEncoder.MARKER) {
            return singleObject.decode(message);
        }
        int id = ByteBuffer.wrap(message).getInt(1);
        BodyReader<T> reader = readers.get(id);
        if (reader == null) {
            reader = reader(id, topic);
            readers.put(id, reader);
        }
        return reader.read(message, ConfluentEncoder.HEADER_LENGTH);
    }

    private BodyReader<T> reader(int id, String topic) throws UndecodableException {
        if (id < 0) {
            throw unknown("value: the schema id must not be negative");
        }
        SchemasById.Found found = registered.find(id, topic, rules);
        if (found instanceof SchemasById.Known known) {
            return new BodyReader<>(structure(known.schema()), schema, null);
        }
        throw unknown(((SchemasById.Unknown) found).rule());
    }

    /** What decides how bytes are read, and nothing else: properties of a schema can make Avro load classes. */
    private static Schema structure(Schema writer) {
        return new Schema.Parser().parse(SchemaNormalization.toParsingForm(writer));
    }

    private static UndecodableException unknown(String rule) {
        return new UndecodableException(RejectReason.UNKNOWN_SCHEMA, rule, null);
    }
}
