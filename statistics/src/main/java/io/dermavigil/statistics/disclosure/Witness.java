package io.dermavigil.statistics.disclosure;

import java.util.Map;

/**
 * Another possible truth that fits all an intruder knows: the proof that a hidden count may have another value.
 *
 * @param changes the counts in which it differs from the picture, by slot, and what it has in their place
 */
record Witness(Map<Integer, Long> changes) {

    Witness {
        changes = Map.copyOf(changes);
    }

    boolean changes(int slot) {
        return changes.containsKey(slot);
    }
}
