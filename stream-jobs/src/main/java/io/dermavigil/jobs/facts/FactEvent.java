package io.dermavigil.jobs.facts;

import io.dermavigil.schemas.events.EventKind;

/**
 * What the ledger is told: a revision of a fact was published, or a message was erased.
 *
 * @param kind kind of fact
 * @param patientKey pseudonym of the patient
 * @param clinicId clinic
 * @param sessionId session
 * @param factId reactionId or ratingId; empty for a session
 * @param event the message
 * @param revision what was published; null when the message was erased
 */
public record FactEvent(
        EventKind kind,
        String patientKey,
        String clinicId,
        String sessionId,
        String factId,
        EventRef event,
        Revision revision) {

    /** Whether the message was erased. */
    public boolean isErasure() {
        return revision == null;
    }

    /** Tells nothing of the patient: Flink puts records into the messages of some exceptions. */
    @Override
    public String toString() {
        return "FactEvent[kind=" + kind + ", clinicId=" + clinicId + "]";
    }
}
