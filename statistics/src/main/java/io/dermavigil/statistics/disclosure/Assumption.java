package io.dermavigil.statistics.disclosure;

/** What somebody takes for granted who works with published numbers. */
public enum Assumption {
    /** What is certain of distinct patients: a margin lies between the greatest and the sum of what it covers. */
    CERTAIN,
    /** Nobody is counted twice in a table: a margin is the sum of what it covers. Often nearly true. */
    SUMS
}
