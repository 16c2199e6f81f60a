package io.dermavigil.statistics.evalues;

/** Within which the tails of a prior are computed to the stated accuracy. */
final class PriorRange {

    private static final double LEAST = 0.01;
    private static final double GREATEST = 1e6;

    private PriorRange() {}

    static void require(double one, double other) {
        if (!(one >= LEAST && one <= GREATEST && other >= LEAST && other <= GREATEST)) {
            throw new IllegalArgumentException(
                    "a prior's parameters must be " + LEAST + ".." + GREATEST + ", not " + one + " and " + other);
        }
    }
}
