package io.dermavigil.statistics.evalues;

/**
 * How a rate ratio is spread under the alternative, before anything is seen: a gamma distribution of mean shape / rate.
 *
 * @param shape .01 to 1,000,000
 * @param rate .01 to 1,000,000
 */
public record GammaPrior(double shape, double rate) {

    /** Mean 1, median .69; the density falls by a factor e from one ratio to the next. */
    public static final GammaPrior EXPONENTIAL = new GammaPrior(1, 1);

    /**
     * Refuses what is out of range.
     *
     * @throws IllegalArgumentException when a parameter is out of range or no number
     */
    public GammaPrior {
        PriorRange.require(shape, rate);
    }
}
