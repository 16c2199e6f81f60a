package io.dermavigil.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dermavigil.schemas.json.AvroJson;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/** Compares rows as JSON, numbers with fractions to nine digits, so that a failure reads well. */
public final class RowsAssert {

    private RowsAssert() {}

    public static void assertSame(Rows actual, Rows expected) {
        assertThat(json(actual.sideEffects())).isEqualTo(json(expected.sideEffects()));
        assertThat(json(actual.satisfaction())).isEqualTo(json(expected.satisfaction()));
        assertThat(json(actual.clinics())).isEqualTo(json(expected.clinics()));
    }

    /** Rows as text, numbers with fractions to nine digits. */
    public static Map<String, String> json(Map<String, ? extends SpecificRecord> rows) {
        Map<String, String> json = new TreeMap<>();
        rows.forEach((key, row) -> json.put(key, rounded(AvroJson.write(row))));
        return json;
    }

    private static String rounded(JsonNode node) {
        StringBuilder text = new StringBuilder();
        append(node, text);
        return text.toString();
    }

    private static void append(JsonNode node, StringBuilder text) {
        if (node.isObject()) {
            text.append('{');
            node.properties().forEach(entry -> {
                text.append(entry.getKey()).append(':');
                append(entry.getValue(), text);
                text.append(' ');
            });
            text.append('}');
        } else if (node.isArray()) {
            text.append('[');
            node.forEach(item -> {
                append(item, text);
                text.append(' ');
            });
            text.append(']');
        } else if (node.isDouble()) {
            text.append(Math.round(node.doubleValue() * 1e9));
        } else {
            text.append(node.asText());
        }
    }
}
