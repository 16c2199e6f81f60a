package io.dermavigil.statistics.multiple;

/**
 * A declared hypothesis and the evidence against it.
 *
 * @param hypothesis which one
 * @param logEvalue natural logarithm of its e-value; negative infinity stands for an e-value of 0
 * @param weight its share of the false discoveries that are allowed: fixed before its data are seen, above 0; the weights
 *     of all hypotheses that are declared add up to at most 1
 */
public record Declared<H>(H hypothesis, double logEvalue, double weight) {

    /**
     * Refuses what is no evidence.
     *
     * @throws IllegalArgumentException when the e-value is no number or the weight is not above 0 and at most 1
     */
    public Declared {
        if (Double.isNaN(logEvalue)) {
            throw new IllegalArgumentException("the logarithm of an e-value must be a number");
        }
        if (!(weight > 0 && weight <= 1)) {
            throw new IllegalArgumentException("a weight must be above 0 and at most 1, not " + weight);
        }
    }

    double logWeighted() {
        return logEvalue + Math.log(weight);
    }
}
