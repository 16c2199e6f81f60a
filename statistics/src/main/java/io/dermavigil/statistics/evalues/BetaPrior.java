package io.dermavigil.statistics.evalues;

/**
 * How a rate is spread under the alternative, before anything is seen: Beta(a, b).
 *
 * @param a weight of events, .01 to 1,000,000
 * @param b weight of non-events, .01 to 1,000,000
 */
public record BetaPrior(double a, double b) {

    /** Every rate alike. */
    public static final BetaPrior UNIFORM = new BetaPrior(1, 1);

    /**
     * Refuses what is out of range.
     *
     * @throws IllegalArgumentException when a weight is out of range or no number
     */
    public BetaPrior {
        PriorRange.require(a, b);
    }

    BetaPrior mirrored() {
        return new BetaPrior(b, a);
    }
}
