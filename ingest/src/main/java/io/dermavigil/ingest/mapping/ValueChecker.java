package io.dermavigil.ingest.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import org.apache.avro.Schema;

/**
 * Checks the values that a mapping itself holds (constants, dictionaries) against the field they are for.
 *
 * @param target the field
 * @param reader reads values that stand there as text
 */
record ValueChecker(FieldTarget target, CellReader reader) {

    /** The value in the JSON form of the field, or the rule that it breaks. A null is kept and means nothing. */
    Converted check(JsonNode value) {
        if (value.isNull()) {
            return target.required()
                    ? Converted.broken("must not be null: the field is required")
                    : Converted.to(NullNode.getInstance());
        }
        if (target.schema().getType() != Schema.Type.ARRAY) {
            return scalar(value, target.schema());
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item :
                value.isArray() ? value : JsonNodeFactory.instance.arrayNode().add(value)) {
            Converted converted = scalar(item, target.schema().getElementType());
            if (converted.rule() != null) {
                return converted;
            }
            list.add(converted.value());
        }
        return Converted.to(list);
    }

    private Converted scalar(JsonNode value, Schema schema) {
        if (value.isContainerNode()) {
            return Converted.broken("must be a single value");
        }
        if (schema.getType() == Schema.Type.ENUM && !schema.hasEnumSymbol(value.asText())) {
            return Converted.broken("must be one of " + String.join(", ", schema.getEnumSymbols()));
        }
        if (schema.getType() == Schema.Type.DOUBLE && value.isNumber()) {
            return Converted.to(value);
        }
        return reader.read(value.asText().strip(), schema);
    }
}
