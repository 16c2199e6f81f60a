package io.dermavigil.statistics;

/**
 * A closed interval for a proportion.
 *
 * @param low lower limit, 0..1
 * @param high upper limit, 0..1, not below {@code low}
 */
public record Interval(double low, double high) {}
