package io.dermavigil.statistics.disclosure;

import java.util.List;

/** Somebody who works hidden counts out, with what he takes for certain. */
interface Intruder {

    /**
     * Looks for other possible truths which show that the target may have another value, and may reach the threshold.
     *
     * @param remedies takes what could be hidden where none is found; null when nobody asks
     */
    boolean isBaffled(Target target, List<Remedy> remedies);

    /** Whether a proof still holds when a count is shown that was hidden. */
    default boolean stands(Witness witness, int shown) {
        return !witness.changes(shown);
    }

    /** The proofs found so far. */
    Proofs proofs();
}
