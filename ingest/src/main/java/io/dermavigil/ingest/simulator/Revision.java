package io.dermavigil.ingest.simulator;

/**
 * One revision of a fact; its number is its place in the history, from 1.
 *
 * @param recordedAt epoch millisecond at which the clinic's system wrote it
 * @param publishedAt epoch millisecond at which it leaves the clinic, not before it was recorded
 * @param redeliveredAt epoch millisecond of a second delivery, or {@link #NEVER}
 * @param voided whether it withdraws the fact
 * @param corrected whether an error of the first revision has been put right
 * @param seenOn epoch day on which the fact was last looked at
 */
record Revision(long recordedAt, long publishedAt, long redeliveredAt, boolean voided, boolean corrected, int seenOn) {

    static final long NEVER = Long.MAX_VALUE;

    boolean redelivered() {
        return redeliveredAt != NEVER;
    }

    /** The same revision, published at another time if that is after it was recorded. */
    Revision publishedAt(long time) {
        return new Revision(recordedAt, Math.max(recordedAt, time), redeliveredAt, voided, corrected, seenOn);
    }
}
