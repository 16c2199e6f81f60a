package io.dermavigil.statistics.evalues;

/**
 * E-value of a count of events against the hypothesis that it is Poisson with the expected mean: how many times more
 * likely it is when the rate ratio is drawn from a gamma prior, truncated to one side of 1 for a one-sided question.
 *
 * <p>For {@link Side#ABOVE} it is an e-value for independent trials with different probabilities too, with the sum of their
 * probabilities as the mean, because 1 + x is at most e^x; so a comparison that is adjusted for the mix of cases needs the
 * expected count alone. At such a mean, or a lower one, the chance that it ever reaches 1/alpha is at most alpha. With a
 * mean that is itself estimated this holds only approximately.
 *
 * <p>Immutable. Make it once; an evaluation takes about a microsecond, whatever the counts.
 */
public final class PoissonEvalue {

    private final Side side;
    private final GammaPrior prior;
    private final double logPrior;

    /**
     * An e-value.
     *
     * @param side where the alternative lies
     * @param prior spread of the rate ratio under the alternative, before truncation
     */
    public PoissonEvalue(Side side, GammaPrior prior) {
        this.side = side;
        this.prior = prior;
        this.logPrior = GammaTails.log(side, prior.shape(), prior.rate());
    }

    /**
     * The natural logarithm of the e-value; 0 when nothing was observed nor expected. Its error is below 1e-11 absolutely
     * or 1e-13 relatively, whichever is larger.
     *
     * @param events number of events, 0 to 1,000,000,000
     * @param expected number expected under the hypothesis, 0 to 1,000,000,000. The mean may differ from one event to the
     *     next, but must not depend on events that it covers
     * @throws IllegalArgumentException when a count is out of range or no number
     */
    public double log(long events, double expected) {
        Counts.requireExpected(events, expected);
        return GammaTails.log(side, prior.shape() + events, prior.rate() + expected) - logPrior;
    }
}
