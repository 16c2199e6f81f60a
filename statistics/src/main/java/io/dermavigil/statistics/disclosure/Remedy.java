package io.dermavigil.statistics.disclosure;

import java.util.Comparator;
import java.util.List;

/**
 * Counts of one cell that would have to be hidden so that a hidden count becomes safe. Ordered by what is lost: cells
 * inside the table before margins, few numbers before many, few patients before many.
 *
 * @param slots the counts, none hidden yet
 * @param idle whether hiding them gives no room by itself
 * @param level 0 for cells inside a table, then margins
 * @param patients patients of the cell
 */
record Remedy(List<Integer> slots, boolean idle, int level, long patients) implements Comparable<Remedy> {

    private static final Comparator<Remedy> ORDER = Comparator.comparing(Remedy::idle)
            .thenComparing(Remedy::level)
            .thenComparing(remedy -> remedy.slots().size())
            .thenComparing(Remedy::patients)
            .thenComparing(remedy -> remedy.slots().get(0));

    Remedy {
        slots = List.copyOf(slots);
    }

    @Override
    public int compareTo(Remedy other) {
        return ORDER.compare(this, other);
    }
}
