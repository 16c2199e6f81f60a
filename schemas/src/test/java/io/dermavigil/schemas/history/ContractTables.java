package io.dermavigil.schemas.history;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/** The tables of {@code docs/contract.md}, written from the IDL between {@code <!-- type NAME -->} and {@code <!-- end -->}. */
final class ContractTables {

    private static final Pattern BLOCK = Pattern.compile("<!-- type (\\S+) -->\\n.*?<!-- end -->", Pattern.DOTALL);

    private final Map<String, Schema> types = IdlTypes.all();
    private final Map<String, Map<String, String>> symbols = IdlTypes.symbols();

    /** The document with every table as the IDL has it. */
    String renew(String document) {
        return BLOCK.matcher(document).replaceAll(block -> Matcher.quoteReplacement(block(block.group(1))));
    }

    private String block(String fullName) {
        Schema type = types.get(fullName);
        if (type == null) {
            throw new IllegalArgumentException("no type is called " + fullName);
        }
        StringBuilder text = new StringBuilder("<!-- type " + fullName + " -->\n");
        if (type.getType() == Schema.Type.ENUM) {
            text.append("| symbol | meaning |\n|---|---|\n");
            symbols.get(type.getName()).forEach((symbol, doc) -> text.append("| `" + symbol + "` | " + doc + " |\n"));
        } else {
            text.append("| field | type | meaning |\n|---|---|---|\n");
            for (Schema.Field field : type.getFields()) {
                text.append("| `" + field.name() + "` | " + fieldType(field) + " | " + field.doc() + " |\n");
            }
        }
        return text.append("<!-- end -->").toString();
    }

    private static String fieldType(Schema.Field field) {
        String type = type(field.schema());
        return field.schema().getType() == Schema.Type.ARRAY && field.hasDefaultValue()
                ? type + ", default empty"
                : type;
    }

    private static String type(Schema schema) {
        if (schema.getLogicalType() != null) {
            return schema.getLogicalType().getName().equals("date") ? "date" : "instant";
        }
        return switch (schema.getType()) {
            case UNION -> type(schema.getTypes().get(1)) + ", or null";
            case ARRAY -> "list of " + type(schema.getElementType());
            case MAP -> "map to " + type(schema.getValueType());
            case ENUM, RECORD ->
                "[" + schema.getName() + "](#" + schema.getName().toLowerCase(Locale.ROOT) + ")";
            case FIXED -> "UUID";
            case INT, LONG -> "whole number";
            case DOUBLE -> "number";
            case STRING -> "text";
            case BOOLEAN -> "true or false";
            case BYTES -> "bytes";
            default -> throw new IllegalArgumentException("no word for " + schema);
        };
    }
}
