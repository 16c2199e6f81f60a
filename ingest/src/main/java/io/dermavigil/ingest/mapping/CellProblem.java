package io.dermavigil.ingest.mapping;

/**
 * A cell that breaks a rule.
 *
 * @param field path of the field that the cell should fill
 * @param rule what it must satisfy, without the value found
 */
public record CellProblem(String field, String rule) {}
