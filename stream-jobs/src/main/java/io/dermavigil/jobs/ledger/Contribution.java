package io.dermavigil.jobs.ledger;

import io.dermavigil.jobs.accounts.Counts;

/**
 * What one session with its reactions and ratings adds to the accounts.
 *
 * @param cell where it counts; null when the session is unknown or voided
 * @param treatedOn day of treatment, days since the epoch; 0 when the session is unknown or voided
 * @param flags what it says about its patient, see {@link PatientFlags}
 * @param seriousTypes reaction types of its serious reactions, a bit each by ordinal
 * @param everywhere counters for every account of the cell
 * @param stratum counters for its STRATUM accounts only: histograms of days
 * @param day counter for its monthly STRATUM account only: the day of treatment
 * @param clinic counters of the clinic's data quality
 */
record Contribution(
        Cell cell,
        int treatedOn,
        long flags,
        long seriousTypes,
        Counts everywhere,
        Counts stratum,
        Counts day,
        Counts clinic) {

    /** A session of which nothing is known. */
    static final Contribution NONE = of(Counts.NONE);

    /** A session that is unknown or voided, with what its facts say of their clinic. */
    static Contribution of(Counts clinic) {
        return new Contribution(null, 0, 0, 0, Counts.NONE, Counts.NONE, Counts.NONE, clinic);
    }
}
