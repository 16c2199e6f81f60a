package io.dermavigil.ingest.mapping;

import com.fasterxml.jackson.databind.JsonNode;

/** Where the values of one field come from. */
sealed interface FieldSource {

    /** The field. */
    FieldTarget target();

    /**
     * The same value for every row.
     *
     * @param target the field
     * @param value JSON form of the value
     */
    record Constant(FieldTarget target, JsonNode value) implements FieldSource {}

    /**
     * A column.
     *
     * @param target the field
     * @param column name of the column
     * @param rule what its cells mean
     */
    record Column(FieldTarget target, String column, CellRule rule) implements FieldSource {}
}
