package io.dermavigil.jobs.evidence;

import io.dermavigil.jobs.accounts.Counts;

/**
 * A change of the patients whom evidence may be taken of: they are assigned to the clinic and day of the first of the
 * sessions that they are counted for.
 *
 * @param clinicId clinic of the first session
 * @param day its day of treatment, days since the epoch
 * @param cell stratum, and lot where the change is of the patients of a lot
 * @param counts what to add to {@link EvidenceCounters}; may be negative
 */
public record Candidate(String clinicId, int day, EvidenceCell cell, Counts counts) {

    /** Clinics settle by themselves, and apart for each setting. */
    public String clinic() {
        return cell.setting().name() + '|' + clinicId;
    }
}
