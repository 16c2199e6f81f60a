package io.dermavigil.schemas.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/**
 * The one way in which a schema may change: a field with a default is added, and the new schema is recorded. Records are
 * kept for ever, and old and new software run side by side, so every version must read every other.
 */
final class SchemaGate {

    private SchemaGate() {}

    /**
     * What is wrong with a type.
     *
     * @param current schema of the IDL
     * @param recorded its history, oldest first
     * @return empty when the gate is open
     */
    static List<String> violations(Schema current, List<Schema> recorded) {
        List<String> violations = new ArrayList<>();
        if (recorded.isEmpty() || !recorded.get(recorded.size() - 1).equals(current)) {
            violations.add("the schema of the IDL is not the newest one in the history");
        }
        List<Schema> versions = new ArrayList<>(recorded);
        versions.add(current);
        for (int older = 0; older < versions.size(); older++) {
            for (int newer = older + 1; newer < versions.size(); newer++) {
                String pair = name(older, recorded) + " and " + name(newer, recorded) + ": ";
                changes(versions.get(older), versions.get(newer)).forEach(change -> violations.add(pair + change));
                incompatibilities(versions.get(older), versions.get(newer))
                        .forEach(problem -> violations.add(pair + problem));
            }
        }
        return violations;
    }

    private static String name(int version, List<Schema> recorded) {
        return version < recorded.size() ? "version " + (version + 1) : "the IDL";
    }

    private static List<String> changes(Schema older, Schema newer) {
        Map<String, String> before = shape(older);
        Map<String, String> after = shape(newer);
        List<String> changes = new ArrayList<>();
        before.forEach((path, type) -> {
            if (!after.containsKey(path)) {
                changes.add(path + " was removed");
            } else if (!after.get(path).equals(type)) {
                changes.add(path + " changed from " + type + " to " + after.get(path));
            }
        });
        return changes;
    }

    private static List<String> incompatibilities(Schema one, Schema other) {
        List<String> problems = new ArrayList<>();
        for (var check : List.of(
                SchemaCompatibility.checkReaderWriterCompatibility(one, other),
                SchemaCompatibility.checkReaderWriterCompatibility(other, one))) {
            if (check.getType() != SchemaCompatibilityType.COMPATIBLE) {
                check.getResult()
                        .getIncompatibilities()
                        .forEach(found -> problems.add(found.getLocation() + " " + found.getType()));
            }
        }
        return problems;
    }

    /** Every place of a schema with what stands there: type, logical type, symbols, default. */
    private static Map<String, String> shape(Schema schema) {
        Map<String, String> shape = new LinkedHashMap<>();
        describe(schema, schema.getName(), "", shape);
        return shape;
    }

    private static void describe(Schema schema, String path, String defaultValue, Map<String, String> shape) {
        LogicalType logical = schema.getLogicalType();
        shape.put(path, kind(schema) + (logical == null ? "" : " " + logical.getName()) + defaultValue);
        switch (schema.getType()) {
            case RECORD -> {
                for (Schema.Field field : schema.getFields()) {
                    String value = field.hasDefaultValue() ? " = " + field.defaultVal() : "";
                    describe(field.schema(), path + "." + field.name(), value, shape);
                }
            }
            case ARRAY -> describe(schema.getElementType(), path + "[]", "", shape);
            case MAP -> describe(schema.getValueType(), path + "{}", "", shape);
            case UNION ->
                schema.getTypes().forEach(branch -> describe(branch, path + "?" + branch.getName(), "", shape));
            default -> {
                // a leaf
            }
        }
    }

    private static String kind(Schema schema) {
        return switch (schema.getType()) {
            case ENUM -> schema.getFullName() + schema.getEnumSymbols();
            case RECORD -> schema.getFullName();
            case FIXED -> schema.getFullName() + "(" + schema.getFixedSize() + ")";
            case UNION ->
                schema.getTypes().stream().map(Schema::getName).toList().toString();
            default -> schema.getName();
        };
    }
}
