package io.dermavigil.statistics.disclosure;

/**
 * Why a release hides counts. For those who make releases, and never part of one: who knows which counts are small knows
 * more than the release says.
 *
 * @param own counts that are small, or that give a small difference or an older number's change away
 * @param others counts that are hidden because others could be worked out with them
 * @param withdrawn counts of periods of which nothing new is said, because no proof was found that it would be safe,
 *     whatever else was hidden
 */
public record Reasons(long own, long others, long withdrawn) {}
