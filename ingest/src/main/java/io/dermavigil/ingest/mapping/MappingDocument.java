package io.dermavigil.ingest.mapping;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The shape of a mapping file; {@code docs/mappings.md} explains each key. Absent keys are null. */
record MappingDocument(
        @JsonProperty("kind") String kind,
        @JsonProperty("delimiter") String delimiter,
        @JsonProperty("quote") String quote,
        @JsonProperty("characterSet") String characterSet,
        @JsonProperty("decimalComma") Boolean decimalComma,
        @JsonProperty("dateFormats") List<String> dateFormats,
        @JsonProperty("dateTimeFormats") List<String> dateTimeFormats,
        @JsonProperty("monthFormats") List<String> monthFormats,
        @JsonProperty("timeZone") String timeZone,
        @JsonProperty("partialDates") PartialDates partialDates,
        @JsonProperty("idDomain") String idDomain,
        @JsonProperty("fields") LinkedHashMap<String, FieldRule> fields) {

    /** What becomes of a date that lacks the day. */
    enum PartialDates {
        /** The row is rejected. */
        @JsonProperty("reject")
        REJECT,
        /** The first of the month is taken. */
        @JsonProperty("first-of-month")
        FIRST_OF_MONTH
    }

    /**
     * How one field is filled: from a column or from a constant.
     *
     * @param column name of the column
     * @param capture regular expression whose first group, or whole match, is the part of the cell that counts
     * @param values dictionary from cell to value
     * @param otherwise value of a cell that is in the file but not in the dictionary
     * @param empty value of an empty cell
     * @param pseudonym whether the cell is an id to be replaced by its pseudonym
     * @param separator between the items of a cell that holds a list
     * @param constant value of every row
     */
    record FieldRule(
            @JsonProperty("column") String column,
            @JsonProperty("capture") String capture,
            @JsonProperty("values") Map<String, JsonNode> values,
            @JsonProperty("otherwise") JsonNode otherwise,
            @JsonProperty("empty") JsonNode empty,
            @JsonProperty("pseudonym") Boolean pseudonym,
            @JsonProperty("separator") String separator,
            @JsonProperty("constant") JsonNode constant) {

        /** A field that is simply a column: {@code treatedOn: Date}. */
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static FieldRule of(String column) {
            return new FieldRule(column, null, null, null, null, null, null, null);
        }

        /** The canonical form. */
        @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
        FieldRule {}
    }
}
