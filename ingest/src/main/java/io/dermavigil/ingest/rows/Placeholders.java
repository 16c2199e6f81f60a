package io.dermavigil.ingest.rows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import org.apache.avro.Schema;

/**
 * Harmless values for fields that could not be read, so that the other fields of the row can still be checked and a clinic
 * learns of all its mistakes at once. What is made of them is never published.
 */
final class Placeholders {

    private static final String ID = "placeholder";
    private static final String LONG_AGO = "1900-01-01";

    private final Schema schema;
    private final Instant now;

    Placeholders(Schema schema, Instant now) {
        this.schema = schema;
        this.now = now;
    }

    /** Puts a harmless value where the path points, or nothing where the field may be unset. */
    void put(ObjectNode event, String path) {
        int bracket = path.indexOf('[');
        String[] steps = (bracket < 0 ? path : path.substring(0, bracket)).split("\\.");
        Schema.Field field = schema.getField(steps[0]);
        ObjectNode owner = event;
        if (field != null && steps.length == 2 && event.get(steps[0]) instanceof ObjectNode group) {
            owner = group;
            field = record(field.schema()).getField(steps[1]);
        } else if (steps.length > 1) {
            field = null;
        }
        String name = steps[steps.length - 1];
        JsonNode value = field == null || field.hasDefaultValue() ? null : value(field.schema(), name);
        if (value == null) {
            owner.remove(name);
        } else {
            owner.set(name, value);
        }
        if (name.equals("treatedOn")) {
            event.remove("treatedAt");
        }
    }

    private static Schema record(Schema schema) {
        return schema.getType() == Schema.Type.UNION
                ? schema.getTypes().get(schema.getTypes().size() - 1).getType() == Schema.Type.RECORD
                        ? schema.getTypes().get(schema.getTypes().size() - 1)
                        : schema.getTypes().get(0)
                : schema;
    }

    private JsonNode value(Schema type, String name) {
        return switch (type.getType()) {
            case STRING -> TextNode.valueOf(ID);
            case ENUM -> TextNode.valueOf(type.getEnumSymbols().get(0));
            case BOOLEAN -> BooleanNode.FALSE;
            case INT -> type.getLogicalType() == null ? IntNode.valueOf(1) : TextNode.valueOf(LONG_AGO);
            case LONG -> TextNode.valueOf(now.toString());
            case FIXED -> TextNode.valueOf(EventAssembler.NO_ID);
            case ARRAY -> JsonNodeFactory.instance.arrayNode();
            default -> throw new IllegalStateException("no placeholder for " + name);
        };
    }
}
