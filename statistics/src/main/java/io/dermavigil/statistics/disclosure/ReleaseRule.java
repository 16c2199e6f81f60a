package io.dermavigil.statistics.disclosure;

/**
 * The rule of a release.
 *
 * @param threshold the smallest count above zero that may be shown, and the smallest change; at least 2
 */
public record ReleaseRule(int threshold) {

    /** Counts of 1 to 10 are hidden. */
    public static final ReleaseRule DEFAULT = new ReleaseRule(11);

    public ReleaseRule {
        if (threshold < 2) {
            throw new IllegalArgumentException("threshold must be at least 2, not " + threshold);
        }
    }

    boolean small(long count) {
        return count > 0 && count < threshold;
    }
}
