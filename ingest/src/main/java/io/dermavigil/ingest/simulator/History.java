package io.dermavigil.ingest.simulator;

import java.util.List;

/**
 * All revisions of a fact that the period sees.
 *
 * @param erroneous whether the first revision is wrong in some field; revisions are until one is corrected
 * @param revisions in the order in which they were recorded; empty when the first would be after the period
 */
record History(boolean erroneous, List<Revision> revisions) {

    boolean isEmpty() {
        return revisions.isEmpty();
    }

    Revision revision(int number) {
        return revisions.get(number - 1);
    }

    /** Whether a revision still has the error. */
    boolean wrong(Revision revision) {
        return erroneous && !revision.corrected();
    }

    Revision first() {
        return revisions.get(0);
    }
}
