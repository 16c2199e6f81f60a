package io.dermavigil.jobs.evidence;

import io.dermavigil.jobs.accounts.Counts;
import java.util.HashMap;
import java.util.Map;

/**
 * What a clinic has on one day of treatment, or a change of it. Immutable.
 *
 * @param cells counts by cell, none empty: {@link EvidenceCounters} of candidates, and sessions
 */
record DayBook(Map<EvidenceCell, Counts> cells) {

    static final DayBook EMPTY = new DayBook(Map.of());

    /** This and a change. */
    DayBook plus(DayBook change) {
        Map<EvidenceCell, Counts> sum = new HashMap<>(cells);
        change.cells.forEach((cell, counts) -> {
            Counts after = sum.getOrDefault(cell, Counts.NONE).plus(counts);
            if (after.isEmpty()) {
                sum.remove(cell);
            } else {
                sum.put(cell, after);
            }
        });
        return new DayBook(sum);
    }

    boolean isEmpty() {
        return cells.isEmpty();
    }

    /** Whether the clinic treated anyone on this day. */
    boolean hasSessions() {
        for (Counts counts : cells.values()) {
            if (counts.get(EvidenceCounters.sessions()) > 0) {
                return true;
            }
        }
        return false;
    }
}
