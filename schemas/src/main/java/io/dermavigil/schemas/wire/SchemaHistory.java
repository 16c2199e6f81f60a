package io.dermavigil.schemas.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;

/**
 * Every schema that a record type ever had, oldest first, from the resources
 * {@code schema-history/<full name>/<number>.avsc}. Records in Kafka are kept for ever, so each of them must stay
 * readable; a test fails the build when a schema is not fully compatible with all before it.
 */
public final class SchemaHistory {

    private SchemaHistory() {}

    /**
     * The recorded schemas of a type.
     *
     * @param fullName full name of the Avro record
     * @return oldest first; empty when nothing is recorded
     */
    public static List<Schema> of(String fullName) {
        List<Schema> schemas = new ArrayList<>();
        for (int number = 1; ; number++) {
            String resource = String.format(Locale.ROOT, "/schema-history/%s/%03d.avsc", fullName, number);
            try (InputStream in = SchemaHistory.class.getResourceAsStream(resource)) {
                if (in == null) {
                    return List.copyOf(schemas);
                }
                schemas.add(new Schema.Parser().parse(in));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + resource, e);
            }
        }
    }
}
