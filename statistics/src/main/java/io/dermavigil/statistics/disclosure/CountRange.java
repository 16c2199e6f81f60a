package io.dermavigil.statistics.disclosure;

import java.util.OptionalLong;

/**
 * Bounds of a count.
 *
 * @param least not below zero
 * @param most empty when nothing bounds it
 */
public record CountRange(long least, OptionalLong most) {

    /** Whether the count is known exactly. */
    public boolean isPinned() {
        return most.isPresent() && most.getAsLong() == least;
    }
}
