package io.dermavigil.statistics.disclosure;

/**
 * Another possible truth that fits all an intruder knows: the proof that a hidden count may have another value.
 *
 * @param changed the counts in which it differs from the picture
 * @param values what it has in their place
 */
record Witness(int[] changed, long[] values) {

    boolean changes(int slot) {
        for (int other : changed) {
            if (other == slot) {
                return true;
            }
        }
        return false;
    }
}
