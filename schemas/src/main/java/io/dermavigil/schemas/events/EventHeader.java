package io.dermavigil.schemas.events;

import io.dermavigil.events.EventId;
import io.dermavigil.events.OutcomeRated;
import io.dermavigil.events.ReactionReported;
import io.dermavigil.events.SessionRecorded;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/**
 * What the three clinic events have in common.
 *
 * @param kind kind of event
 * @param eventId id of the message
 * @param clinicId clinic
 * @param patientKey pseudonym of the patient
 * @param sessionId session
 * @param factId reactionId or ratingId; empty for a session
 * @param revision revision of the fact, from 1
 * @param voided whether the fact is withdrawn
 * @param recordedAt when the clinic's system wrote this revision
 */
public record EventHeader(
        EventKind kind,
        EventId eventId,
        String clinicId,
        String patientKey,
        String sessionId,
        String factId,
        int revision,
        boolean voided,
        Instant recordedAt) {

    /**
     * The header of a clinic event.
     *
     * @param event a SessionRecorded, ReactionReported or OutcomeRated
     * @throws IllegalArgumentException for any other record
     */
    public static EventHeader of(SpecificRecord event) {
        if (event instanceof SessionRecorded e) {
            return new EventHeader(
                    EventKind.SESSION,
                    e.getEventId(),
                    e.getClinicId(),
                    e.getPatientKey(),
                    e.getSessionId(),
                    "",
                    e.getRevision(),
                    e.getVoided(),
                    e.getRecordedAt());
        }
        if (event instanceof ReactionReported e) {
            return new EventHeader(
                    EventKind.REACTION,
                    e.getEventId(),
                    e.getClinicId(),
                    e.getPatientKey(),
                    e.getSessionId(),
                    e.getReactionId(),
                    e.getRevision(),
                    e.getVoided(),
                    e.getRecordedAt());
        }
        if (event instanceof OutcomeRated e) {
            return new EventHeader(
                    EventKind.RATING,
                    e.getEventId(),
                    e.getClinicId(),
                    e.getPatientKey(),
                    e.getSessionId(),
                    e.getRatingId(),
                    e.getRevision(),
                    e.getVoided(),
                    e.getRecordedAt());
        }
        throw new IllegalArgumentException(
                "no clinic event: " + event.getSchema().getFullName());
    }

    /** Key of the event's record. */
    public RecordKey recordKey() {
        return new RecordKey(patientKey, clinicId, sessionId, factId, EventIds.toUuid(eventId));
    }

    /** Tells nothing of the patient, for it may end in a log. */
    @Override
    public String toString() {
        return "EventHeader[kind=" + kind + ", clinicId=" + clinicId + "]";
    }
}
