package io.dermavigil.jobs.evidence;

import io.dermavigil.jobs.accounts.Counts;

/**
 * A change of the patients of a clinic, or of its newest day.
 *
 * @param clinicId clinic of their first session
 * @param cell stratum, and lot where the change is of the patients of a lot
 * @param counts what to add to {@link EvidenceCounters}, settled patients apart from the others; may be negative
 */
public record Tally(String clinicId, EvidenceCell cell, Counts counts) {

    /** Evidence is taken within a setting. */
    public String setting() {
        return cell.setting().name();
    }
}
