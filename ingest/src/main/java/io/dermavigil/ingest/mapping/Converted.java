package io.dermavigil.ingest.mapping;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a cell gave: a value or the rule that it breaks; neither for a cell that says nothing.
 *
 * @param value JSON form of the value, or null
 * @param rule what the cell must satisfy, without the value found, or null
 */
record Converted(JsonNode value, String rule) {

    static final Converted NOTHING = new Converted(null, null);

    static Converted to(JsonNode value) {
        return new Converted(value, null);
    }

    static Converted broken(String rule) {
        return new Converted(null, rule);
    }
}
