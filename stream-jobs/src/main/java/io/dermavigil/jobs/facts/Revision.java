package io.dermavigil.jobs.facts;

import java.util.Comparator;

/**
 * One revision of a fact. The latest by {@link #ORDER} is in force.
 *
 * @param number revision number, from 1
 * @param recordedAt when the clinic's system wrote it, milliseconds since the epoch
 * @param event the message it came in
 * @param digest digest of the message's canonical encoding
 * @param voided whether it withdraws the fact
 * @param content what it says
 */
public record Revision(int number, long recordedAt, EventRef event, long digest, boolean voided, Content content) {

    /**
     * Revision number, recordedAt, event id and digest, the last two unsigned. Total: two revisions that compare as equal
     * have the same content.
     */
    public static final Comparator<Revision> ORDER = Comparator.comparingInt(Revision::number)
            .thenComparingLong(Revision::recordedAt)
            .thenComparing((a, b) -> Long.compareUnsigned(a.event.high(), b.event.high()))
            .thenComparing((a, b) -> Long.compareUnsigned(a.event.low(), b.event.low()))
            .thenComparing((a, b) -> Long.compareUnsigned(a.digest, b.digest));

    /** Whether another revision is a redelivery of this one: same topic, same place in the order. */
    boolean isRepeatedBy(Revision other) {
        return event.ownTopic() == other.event.ownTopic() && ORDER.compare(this, other) == 0;
    }
}
