package io.dermavigil.jobs.accounts;

import java.util.HashMap;
import java.util.Map;

/**
 * Remembers which rows may not be committed yet. The rows between two barriers are committed when the second one's
 * checkpoint completes, by an operator that may hear of it later than this one. So rows are forgotten only when a
 * further checkpoint has completed: nobody hears of that one, and still not of the one before. As many as change within
 * two completed checkpoints. Not thread-safe.
 */
final class UncommittedRows {

    private final Map<String, Written> rows = new HashMap<>();
    private long passed;
    private long completed;

    /**
     * Nothing written yet.
     *
     * @param checkpoint checkpoint that the job goes on from; 0 for none
     */
    UncommittedRows(long checkpoint) {
        passed = checkpoint;
        completed = checkpoint;
    }

    /**
     * Rows of an account were written.
     *
     * @param kinds which, {@link RowKinds}
     */
    void written(String account, int kinds) {
        rows.merge(account, new Written(kinds, passed), (before, now) -> new Written(before.kinds | kinds, now.behind));
    }

    /** What was written so far belongs to this checkpoint or one before. */
    void passed(long checkpoint) {
        passed = checkpoint;
    }

    /** A checkpoint has completed. */
    void completed(long checkpoint) {
        long before = completed;
        rows.values().removeIf(row -> row.behind < before);
        completed = Math.max(completed, checkpoint);
    }

    /** Kinds of rows by account. */
    Map<String, Integer> rows() {
        Map<String, Integer> kinds = new HashMap<>();
        rows.forEach((account, row) -> kinds.put(account, row.kinds));
        return kinds;
    }

    /**
     * Rows of one account.
     *
     * @param kinds which were written since they were all committed
     * @param behind barrier behind which the newest was written
     */
    private record Written(int kinds, long behind) {}
}
