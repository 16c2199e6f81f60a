package io.dermavigil.jobs.evidence;

/** Over which of a patient's sessions a reaction is looked for. A patient is counted once in each cell of a scope. */
public enum Scope {
    /** All sessions in the stratum. */
    STRATUM,
    /** Those of one clinic. */
    CLINIC,
    /** Those with one lot. */
    LOT
}
