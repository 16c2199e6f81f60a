package io.dermavigil.schemas.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.dermavigil.schemas.events.EventIds;
import io.dermavigil.schemas.events.Patterns;
import io.dermavigil.schemas.wire.AvroRuntime;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads the JSON form of a record strictly: an unknown field, an unknown enum symbol, a wrong type or a missing field is
 * a problem, and all problems of a record are found at once. A field with a default may be absent.
 */
public final class AvroJsonReader {

    private static final Object ABSENT = new Object();

    static {
        AvroRuntime.initialise();
    }

    private final List<JsonProblem> problems = new ArrayList<>();

    private AvroJsonReader() {}

    /**
     * What reading gave: a record without problems, or null and at least one problem.
     *
     * @param datum the record, or null
     * @param problems what does not fit
     */
    public record Result(SpecificRecord datum, List<JsonProblem> problems) {}

    /**
     * Reads a record.
     *
     * @param json any JSON value
     * @param schema schema of the record
     */
    public static Result read(JsonNode json, Schema schema) {
        AvroJsonReader reader = new AvroJsonReader();
        Object datum = reader.record(json, schema, "");
        return reader.problems.isEmpty()
                ? new Result((SpecificRecord) datum, List.of())
                : new Result(null, List.copyOf(reader.problems));
    }

    private Object record(JsonNode json, Schema schema, String path) {
        if (!json.isObject()) {
            return problem(path.isEmpty() ? schema.getName() : path, "must be an object");
        }
        SpecificRecord datum = (SpecificRecord) SpecificData.get().newRecord(null, schema);
        for (Schema.Field field : schema.getFields()) {
            String fieldPath = path.isEmpty() ? field.name() : path + "." + field.name();
            JsonNode value = json.get(field.name());
            Object read = value != null ? value(value, field.schema(), fieldPath) : absent(field, fieldPath);
            if (read != ABSENT) {
                datum.put(field.pos(), read);
            }
        }
        unknownFields(json, schema, path);
        return datum;
    }

    private Object absent(Schema.Field field, String path) {
        if (!field.hasDefaultValue()) {
            return problem(path, "is missing");
        }
        // Avro hands out one cached value; a list among them must not be shared by two records
        return SpecificData.get().deepCopy(field.schema(), SpecificData.get().getDefaultValue(field));
    }

    private void unknownFields(JsonNode json, Schema schema, String path) {
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (schema.getField(name) == null) {
                // the name itself comes from outside and may be anything: show it only when it looks like a name
                String shown = name.matches("[A-Za-z0-9_]{1,64}") ? name : "?";
                problem(path.isEmpty() ? shown : path + "." + shown, "is no field of " + schema.getName());
            }
        }
    }

    private Object value(JsonNode json, Schema schema, String path) {
        return switch (schema.getType()) {
            case UNION -> json.isNull() ? null : value(json, nonNull(schema), path);
            case RECORD -> record(json, schema, path);
            case ARRAY -> array(json, schema, path);
            case MAP -> map(json, schema, path);
            case ENUM -> symbol(json, schema, path);
            case BOOLEAN -> json.isBoolean() ? (Object) json.booleanValue() : problem(path, "must be true or false");
            case STRING -> json.isTextual() ? json.textValue() : problem(path, "must be text");
            case DOUBLE -> json.isNumber() ? (Object) json.doubleValue() : problem(path, "must be a number");
            case INT -> "date".equals(logicalType(schema)) ? date(json, path) : integer(json, path);
            case LONG -> "timestamp-millis".equals(logicalType(schema)) ? instant(json, path) : longInteger(json, path);
            case FIXED -> uuid(json, path);
            case BYTES -> bytes(json, path);
            default -> throw new IllegalArgumentException("no JSON form for " + schema);
        };
    }

    private static Schema nonNull(Schema union) {
        return union.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow();
    }

    private static String logicalType(Schema schema) {
        return schema.getLogicalType() == null ? null : schema.getLogicalType().getName();
    }

    private Object array(JsonNode json, Schema schema, String path) {
        if (!json.isArray()) {
            return problem(path, "must be a list");
        }
        List<Object> items = new ArrayList<>(json.size());
        for (int i = 0; i < json.size(); i++) {
            items.add(value(json.get(i), schema.getElementType(), path + "[" + i + "]"));
        }
        return items;
    }

    private Object map(JsonNode json, Schema schema, String path) {
        if (!json.isObject()) {
            return problem(path, "must be an object");
        }
        Map<String, Object> entries = new HashMap<>();
        json.properties()
                .forEach(entry -> entries.put(
                        entry.getKey(), value(entry.getValue(), schema.getValueType(), path + "." + entry.getKey())));
        return entries;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Object symbol(JsonNode json, Schema schema, String path) {
        if (!json.isTextual() || !schema.hasEnumSymbol(json.textValue())) {
            return problem(path, "must be one of " + String.join(", ", schema.getEnumSymbols()));
        }
        return Enum.valueOf((Class) SpecificData.get().getClass(schema), json.textValue());
    }

    private Object integer(JsonNode json, String path) {
        return json.isIntegralNumber() && json.canConvertToInt()
                ? (Object) json.intValue()
                : problem(path, "must be a whole number");
    }

    private Object longInteger(JsonNode json, String path) {
        return json.isIntegralNumber() && json.canConvertToLong()
                ? (Object) json.longValue()
                : problem(path, "must be a whole number");
    }

    private Object date(JsonNode json, String path) {
        return parsed(json, path, "must be a date such as 2026-03-02", AvroJsonReader::encodableDate);
    }

    private Object instant(JsonNode json, String path) {
        return parsed(
                json,
                path,
                "must be a UTC instant such as 2026-03-02T09:30:00Z",
                text -> Instant.ofEpochMilli(Instant.parse(text).toEpochMilli()));
    }

    /** Java's years reach further than Avro's 32-bit days. */
    private static LocalDate encodableDate(String text) {
        LocalDate date = LocalDate.parse(text);
        Math.toIntExact(date.toEpochDay());
        return date;
    }

    private Object uuid(JsonNode json, String path) {
        return json.isTextual() && Patterns.UUID_TEXT.matches(json.textValue())
                ? EventIds.of(UUID.fromString(json.textValue()))
                : problem(path, "must be a lower-case UUID");
    }

    private Object bytes(JsonNode json, String path) {
        return parsed(
                json,
                path,
                "must be base64",
                text -> ByteBuffer.wrap(Base64.getDecoder().decode(text)));
    }

    private Object parsed(JsonNode json, String path, String rule, Function<String, Object> parser) {
        if (!json.isTextual()) {
            return problem(path, rule);
        }
        try {
            return parser.apply(json.textValue());
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
            return problem(path, rule);
        }
    }

    private Object problem(String path, String rule) {
        problems.add(new JsonProblem(path, rule));
        return ABSENT;
    }
}
