package io.dermavigil.jobs.ledger;

import io.dermavigil.jobs.facts.PatientFacts;
import io.dermavigil.jobs.metrics.JobMetrics;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What a ledger has done since it started. How many facts it holds is not among them: a subtask that was restored knows
 * only what has changed since. Written by the task's thread only.
 */
final class LedgerMetrics {

    private final Counter changing;
    private final Counter unchanging;
    private final Counter added;
    private final Counter removed;
    private final Counter postings;

    LedgerMetrics(MetricGroup operator) {
        MetricGroup group = JobMetrics.of(operator);
        changing = group.counter("events_changing");
        unchanging = group.counter("events_unchanging");
        added = group.counter("patients_added");
        removed = group.counter("patients_removed");
        postings = group.counter("postings");
    }

    void posted() {
        postings.inc();
    }

    void unchanged() {
        unchanging.inc();
    }

    void changed(PatientFacts before, PatientFacts after) {
        changing.inc();
        if (before.sessions().isEmpty()) {
            added.inc();
        }
        if (after.sessions().isEmpty()) {
            removed.inc();
        }
    }
}
