package io.dermavigil.ingest.mapping;

import io.dermavigil.schemas.events.EventKind;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * A field of an event that a cell can fill.
 *
 * @param path as in EVENTS, for example {@code device.maxDepthMm}
 * @param group the record around it, for example {@code device}; null for a field of the event itself
 * @param name its own name, for example {@code maxDepthMm}
 * @param schema schema of its values; never a union
 * @param required whether an event cannot be without it and ingest has no default for it
 */
record FieldTarget(String path, String group, String name, Schema schema, boolean required) {

    /** Fields of a kind by path, in the schema's order. */
    static Map<String, FieldTarget> of(EventKind kind) {
        Map<String, FieldTarget> targets = new LinkedHashMap<>();
        for (Schema.Field field : kind.schema().getFields()) {
            Schema schema = withoutNull(field.schema());
            if (schema.getType() == Schema.Type.RECORD) {
                for (Schema.Field inner : schema.getFields()) {
                    add(targets, field.name(), inner, false);
                }
            } else {
                add(targets, null, field, !field.hasDefaultValue() && !hasDefault(field.name()));
            }
        }
        return targets;
    }

    /** Whether the field holds an id, of which a pseudonym can be made. */
    boolean isIdentifier() {
        return schema.getType() == Schema.Type.STRING && (path.endsWith("Id") || path.equals("patientKey"));
    }

    private static void add(Map<String, FieldTarget> targets, String group, Schema.Field field, boolean required) {
        String path = group == null ? field.name() : group + "." + field.name();
        targets.put(path, new FieldTarget(path, group, field.name(), withoutNull(field.schema()), required));
    }

    private static boolean hasDefault(String field) {
        return switch (field) {
            case "eventId", "revision", "voided", "recordedAt" -> true;
            default -> false;
        };
    }

    private static Schema withoutNull(Schema schema) {
        return schema.getType() != Schema.Type.UNION
                ? schema
                : schema.getTypes().stream()
                        .filter(branch -> branch.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow();
    }
}
