package io.dermavigil.statistics.survival;

import java.util.OptionalInt;

/**
 * A median and the times between which it may lie.
 *
 * @param median empty when the curve ends above a half
 * @param low lower limit; empty only when the median is
 * @param high upper limit; empty when the data do not bound it
 */
public record MedianInterval(OptionalInt median, OptionalInt low, OptionalInt high) {}
