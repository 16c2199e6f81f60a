package io.dermavigil.statistics.evalues;

/** The counts for which accuracy is stated. */
final class Counts {

    private static final double GREATEST = 1e9;

    private Counts() {}

    static void require(long events, long trials) {
        if (events < 0 || events > trials || trials > GREATEST) {
            throw new IllegalArgumentException(
                    "events must be 0..trials and trials at most 1e9, not " + events + " of " + trials);
        }
    }

    static void requireExpected(long events, double expected) {
        if (events < 0 || events > GREATEST || !(expected >= 0 && expected <= GREATEST)) {
            throw new IllegalArgumentException(
                    "events and expected events must be 0..1e9, not " + events + " and " + expected);
        }
    }
}
