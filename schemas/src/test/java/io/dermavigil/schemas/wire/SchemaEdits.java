package io.dermavigil.schemas.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;

/** Changed copies of a schema, as another version of the software would have it, and records written under them. */
public final class SchemaEdits {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SchemaEdits() {}

    /** The schema with one more symbol at the end of the enum of that name. */
    public static Schema addSymbol(Schema schema, String enumName, String symbol) {
        JsonNode json = json(schema);
        for (JsonNode parent : json.findParents("symbols")) {
            if (parent.get("name").asText().equals(enumName)) {
                ((ArrayNode) parent.get("symbols")).add(symbol);
            }
        }
        return changed(schema, json);
    }

    /**
     * The schema with one more field at its end.
     *
     * @param type JSON of the type
     * @param defaultValue JSON of the default; null for none
     */
    public static Schema addField(Schema schema, String name, String type, String defaultValue) {
        JsonNode json = json(schema);
        ObjectNode field = ((ArrayNode) json.get("fields")).addObject();
        field.put("name", name).put("doc", "Added.").set("type", parse(type));
        if (defaultValue != null) {
            field.set("default", parse(defaultValue));
        }
        return changed(schema, json);
    }

    /** The schema without a field. */
    public static Schema removeField(Schema schema, String name) {
        JsonNode json = json(schema);
        ArrayNode kept = JSON.createArrayNode();
        json.get("fields").forEach(field -> {
            if (!field.get("name").asText().equals(name)) {
                kept.add(field);
            }
        });
        ((ObjectNode) json).set("fields", kept);
        return changed(schema, json);
    }

    /** The schema with another type for a field. */
    public static Schema changeType(Schema schema, String name, String type) {
        JsonNode json = json(schema);
        json.get("fields").forEach(field -> {
            if (field.get("name").asText().equals(name)) {
                ((ObjectNode) field).set("type", parse(type));
            }
        });
        return changed(schema, json);
    }

    /** The record as the other version would hold it. */
    public static GenericRecord rewrite(SpecificRecord datum, Schema writer) {
        try {
            byte[] body = new SingleObjectEncoder<>(datum.getSchema()).encodeBody(datum);
            return new GenericDatumReader<GenericRecord>(datum.getSchema(), writer, new GenericData())
                    .read(null, DecoderFactory.get().binaryDecoder(body, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The message that the other version would write. */
    public static byte[] encode(GenericRecord datum) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(ByteBuffer.allocate(10)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put((byte) 0xC3)
                    .put((byte) 0x01)
                    .putLong(SchemaNormalization.parsingFingerprint64(datum.getSchema()))
                    .array());
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new GenericDatumWriter<GenericRecord>(datum.getSchema()).write(datum, encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema changed(Schema before, JsonNode json) {
        Schema after = new Schema.Parser().parse(json.toString());
        if (after.equals(before)) {
            throw new IllegalArgumentException("the edit changed nothing");
        }
        return after;
    }

    private static JsonNode json(Schema schema) {
        return parse(schema.toString());
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
