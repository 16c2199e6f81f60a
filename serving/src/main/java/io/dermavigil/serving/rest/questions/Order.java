package io.dermavigil.serving.rest.questions;

/**
 * How a list is ordered.
 *
 * @param column a column of the relation
 * @param descending the highest first
 */
public record Order(String column, boolean descending) {}
