package io.dermavigil.ingest.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/**
 * What a cell means for a field.
 *
 * @param capture part of the cell that counts; null for all of it
 * @param values dictionary; empty for none
 * @param otherwise value of a cell that the dictionary lacks; null to refuse it
 * @param empty value of an empty cell; null for none
 * @param pseudonym whether the value is an id to be replaced
 * @param separator between items of a list; null when the cell is one item
 * @param schema schema of the field
 * @param reader reads what no dictionary translates
 */
record CellRule(
        Pattern capture,
        Map<String, JsonNode> values,
        JsonNode otherwise,
        JsonNode empty,
        boolean pseudonym,
        Pattern separator,
        Schema schema,
        CellReader reader) {

    /** Reads a cell as it stands in the file; blanks around it do not count. */
    Converted read(String cell) {
        String text = cell.strip();
        if (text.isEmpty()) {
            return empty == null || empty.isNull() ? Converted.NOTHING : Converted.to(empty);
        }
        if (capture != null) {
            Matcher matcher = capture.matcher(text);
            String part = matcher.find() ? matcher.group(matcher.groupCount() == 0 ? 0 : 1) : null;
            if (part == null || part.isEmpty()) {
                return Converted.broken("must hold what " + capture.pattern() + " captures");
            }
            text = part;
        }
        return schema.getType() == Schema.Type.ARRAY ? list(text) : item(text, schema);
    }

    private Converted list(String text) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (String item : separator == null ? new String[] {text} : separator.split(text)) {
            if (!item.isBlank()) {
                Converted converted = item(item.strip(), schema.getElementType());
                if (converted.rule() != null) {
                    return converted;
                }
                if (converted.value() == null) {
                    continue;
                }
                if (converted.value().isArray()) {
                    converted.value().forEach(list::add);
                } else {
                    list.add(converted.value());
                }
            }
        }
        return Converted.to(list);
    }

    private Converted item(String text, Schema itemSchema) {
        JsonNode translated = values.get(text);
        if (translated != null) {
            return translated.isNull() ? Converted.NOTHING : Converted.to(translated);
        }
        if (otherwise != null) {
            return otherwise.isNull() ? Converted.NOTHING : Converted.to(otherwise);
        }
        return values.isEmpty()
                ? reader.read(text, itemSchema)
                : Converted.broken("must be in the mapping's values, which have no otherwise");
    }
}
