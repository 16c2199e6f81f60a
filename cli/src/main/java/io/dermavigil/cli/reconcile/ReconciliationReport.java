package io.dermavigil.cli.reconcile;

import java.util.ArrayList;
import java.util.List;

/** What a reconciliation found. Counts everything, keeps only the first differences. */
final class ReconciliationReport {

    private final int limit;
    private final List<Difference> first = new ArrayList<>();
    private long differences;
    private long records;
    private long accounts;

    /** An empty report that keeps so many differences. */
    ReconciliationReport(int limit) {
        this.limit = limit;
    }

    void countRecord() {
        records++;
    }

    void countAccount() {
        accounts++;
    }

    void add(Difference difference) {
        differences++;
        if (first.size() < limit) {
            first.add(difference);
        }
    }

    /** The first differences. */
    List<Difference> first() {
        return List.copyOf(first);
    }

    /** Number of differences, listed or not. */
    long differences() {
        return differences;
    }

    /** Number of records of event topics read. */
    long records() {
        return records;
    }

    /** Number of accounts recomputed. */
    long accounts() {
        return accounts;
    }
}
