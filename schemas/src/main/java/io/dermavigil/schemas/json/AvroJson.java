package io.dermavigil.schemas.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dermavigil.events.EventId;
import io.dermavigil.schemas.events.EventIds;
import io.dermavigil.schemas.wire.AvroRuntime;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * The JSON form of our records: the field names of the schema, ISO dates and instants, enum symbols and UUIDs as text,
 * bytes as base64, maps with sorted keys.
 */
public final class AvroJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Days and bands sort by the number they begin with (2 before 10, 2-4 before 13+), everything else as text. */
    private static final Comparator<String> KEY_ORDER =
            Comparator.comparingInt(AvroJson::leadingDigits).thenComparing(Comparator.naturalOrder());

    static {
        AvroRuntime.initialise();
    }

    private AvroJson() {}

    /** The JSON form of a record; every field is present, null where it is unset. */
    public static ObjectNode write(SpecificRecord datum) {
        ObjectNode object = NODES.objectNode();
        for (Schema.Field field : datum.getSchema().getFields()) {
            object.set(field.name(), value(datum.get(field.pos())));
        }
        return object;
    }

    private static JsonNode value(Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof SpecificRecord datum) {
            return write(datum);
        }
        if (value instanceof Collection<?> items) {
            ArrayNode array = NODES.arrayNode(items.size());
            items.forEach(item -> array.add(value(item)));
            return array;
        }
        if (value instanceof Map<?, ?> entries) {
            return map(entries);
        }
        return scalar(value);
    }

    private static JsonNode map(Map<?, ?> entries) {
        Map<String, JsonNode> sorted = new TreeMap<>(KEY_ORDER);
        entries.forEach((key, item) -> sorted.put(key.toString(), value(item)));
        ObjectNode object = NODES.objectNode();
        object.setAll(sorted);
        return object;
    }

    private static int leadingDigits(String key) {
        int count = 0;
        while (count < key.length() && key.charAt(count) >= '0' && key.charAt(count) <= '9') {
            count++;
        }
        return count;
    }

    private static JsonNode scalar(Object value) {
        if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        if (value instanceof Integer number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Long number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Double number) {
            return NODES.numberNode(number);
        }
        if (value instanceof ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return NODES.textNode(Base64.getEncoder().encodeToString(copy));
        }
        if (value instanceof EventId id) {
            return NODES.textNode(EventIds.toUuid(id).toString());
        }
        if (value instanceof CharSequence
                || value instanceof Enum<?>
                || value instanceof LocalDate
                || value instanceof Instant) {
            return NODES.textNode(value.toString());
        }
        throw new IllegalArgumentException(
                "no JSON form for " + value.getClass().getName());
    }
}
