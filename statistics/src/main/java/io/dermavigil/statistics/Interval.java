package io.dermavigil.statistics;

/**
 * A closed interval, of a proportion where nothing else is said.
 *
 * @param low lower limit, at least 0; at most 1 for a proportion
 * @param high upper limit, not below {@code low}; at most 1 for a proportion
 */
public record Interval(double low, double high) {}
