package io.dermavigil.statistics.evalues;

/** On which side of the hypothesis an alternative lies. */
public enum Side {
    /** Above it: has this become worse? */
    ABOVE,
    /** Below it: has this become better? */
    BELOW,
    /** On either side. */
    EITHER
}
