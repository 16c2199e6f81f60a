package io.dermavigil.statistics.disclosure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Counts that are one number under several names: a margin, or the count of all time, of which everything but one part
 * is known to be zero. Whoever knows one of them knows all, so they are hidden and shown together.
 */
final class SameNumber {

    private final Draft draft;
    private final List<List<int[]>> lines = new ArrayList<>();

    SameNumber(Draft draft) {
        this.draft = draft;
        for (int slot = 0; slot < draft.frame.slots(); slot++) {
            lines.add(new ArrayList<>());
        }
        for (int[] line : Lines.of(draft.frame)) {
            for (int slot : line) {
                lines.get(slot).add(line);
            }
        }
    }

    /** The counts and all that are the same numbers. */
    SortedSet<Integer> as(Collection<Integer> slots) {
        var same = new TreeSet<Integer>();
        var open = new ArrayDeque<>(slots);
        while (!open.isEmpty()) {
            int slot = open.remove();
            if (same.add(slot) && !draft.isKnownZero(slot)) {
                lines.get(slot).forEach(line -> other(line, slot).ifPresent(open::add));
            }
        }
        return same;
    }

    /** Of a margin its only part, of an only part its margin. */
    private OptionalInt other(int[] line, int slot) {
        int only = -1;
        for (int i = 1; i < line.length; i++) {
            if (!draft.isKnownZero(line[i])) {
                if (only >= 0) {
                    return OptionalInt.empty();
                }
                only = line[i];
            }
        }
        if (only < 0) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(slot == line[0] ? only : line[0]);
    }
}
