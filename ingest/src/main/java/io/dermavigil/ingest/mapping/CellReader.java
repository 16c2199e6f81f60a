package io.dermavigil.ingest.mapping;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/** Reads the text of a cell as a value of a schema's type, in the notation of a file. */
final class CellReader {

    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,9}");
    private static final Pattern POINT = Pattern.compile("[+-]?\\d{1,15}(\\.\\d{1,15})?");
    private static final Pattern COMMA = Pattern.compile("[+-]?\\d{1,15}(,\\d{1,15})?");

    private final Notation notation;
    private final DateReader dates;

    CellReader(Notation notation) {
        this.notation = notation;
        this.dates = new DateReader(notation);
    }

    /**
     * Reads a cell.
     *
     * @param text not empty, no surrounding blanks
     * @param schema a scalar type. Enum symbols and patterns are not checked here but by the contract's own code
     */
    Converted read(String text, Schema schema) {
        return switch (schema.getType()) {
            case BOOLEAN -> flag(text);
            case DOUBLE -> number(text);
            case INT -> isLogical(schema, "date") ? dates.date(text) : whole(text);
            case LONG -> isLogical(schema, "timestamp-millis") ? dates.instant(text) : whole(text);
            default -> Converted.to(TextNode.valueOf(text));
        };
    }

    private static boolean isLogical(Schema schema, String name) {
        return schema.getLogicalType() != null
                && schema.getLogicalType().getName().equals(name);
    }

    private static Converted flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Converted.to(BooleanNode.TRUE);
            case "false" -> Converted.to(BooleanNode.FALSE);
            default -> Converted.broken("must be true or false");
        };
    }

    private static Converted whole(String text) {
        return WHOLE.matcher(text).matches()
                ? Converted.to(IntNode.valueOf(Integer.parseInt(text)))
                : Converted.broken("must be a whole number");
    }

    private Converted number(String text) {
        if (notation.decimalComma()) {
            return COMMA.matcher(text).matches()
                    ? Converted.to(DoubleNode.valueOf(Double.parseDouble(text.replace(',', '.'))))
                    : Converted.broken("must be a number with a decimal comma, such as 1,5");
        }
        return POINT.matcher(text).matches()
                ? Converted.to(DoubleNode.valueOf(Double.parseDouble(text)))
                : Converted.broken("must be a number with a decimal point, such as 1.5");
    }
}
