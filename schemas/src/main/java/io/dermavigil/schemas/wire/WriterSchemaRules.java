package io.dermavigil.schemas.wire;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaCompatibility.SchemaIncompatibilityType;

/**
 * Whether a schema that is not ours may be read from. It comes from whoever may register schemas, and whoever may write
 * to a topic chooses among them; so it must be a version of our type, and no message under it may cost more memory, time
 * or stack than its size allows.
 */
final class WriterSchemaRules implements Function<Schema, Optional<String>> {

    /** Our largest type has about 400 places. */
    private static final int MOST_PLACES = 20_000;

    private static final int MOST_DEPTH = 32;
    private static final int MOST_FIXED_BYTES = 64 << 10;

    private final Schema ours;

    /** Rules for schemas from which a type is read. */
    WriterSchemaRules(Schema ours) {
        this.ours = ours;
    }

    /** Why the schema cannot be used; empty when it can. */
    @Override
    public Optional<String> apply(Schema writer) {
        if (writer.getType() != Schema.Type.RECORD || !writer.getFullName().equals(ours.getFullName())) {
            return Optional.of("is not of " + ours.getName());
        }
        if (!new Shape().isBounded(writer, 0)) {
            return Optional.of("is recursive, too large, or has places that take no bytes");
        }
        return isVersion(writer) ? Optional.empty() : Optional.of("is no compatible version of " + ours.getName());
    }

    /** Whether all that may fail to resolve is an enum symbol. */
    private boolean isVersion(Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(ours, writer)
                .getResult()
                .getIncompatibilities()
                .stream()
                .map(Incompatibility::getType)
                .allMatch(SchemaIncompatibilityType.MISSING_ENUM_SYMBOLS::equals);
    }

    /**
     * Walks a schema with all its named types written out, as a message under it is read. Every place of it takes at
     * least a byte of a message, so that a few bytes cannot stand for endless items.
     */
    private static final class Shape {

        private final Set<String> open = new HashSet<>();
        private int places;

        boolean isBounded(Schema schema, int depth) {
            if (++places > MOST_PLACES || depth > MOST_DEPTH) {
                return false;
            }
            return switch (schema.getType()) {
                case NULL -> false;
                case FIXED -> schema.getFixedSize() > 0 && schema.getFixedSize() <= MOST_FIXED_BYTES;
                case RECORD -> isBoundedRecord(schema, depth);
                case UNION ->
                    schema.getTypes().stream()
                            .allMatch(branch -> branch.getType() == Schema.Type.NULL || isBounded(branch, depth + 1));
                case ARRAY -> isBounded(schema.getElementType(), depth + 1);
                case MAP -> isBounded(schema.getValueType(), depth + 1);
                default -> true;
            };
        }

        private boolean isBoundedRecord(Schema schema, int depth) {
            if (schema.getFields().isEmpty() || !open.add(schema.getFullName())) {
                return false;
            }
            boolean bounded = schema.getFields().stream().allMatch(field -> isBounded(field.schema(), depth + 1));
            open.remove(schema.getFullName());
            return bounded;
        }
    }
}
