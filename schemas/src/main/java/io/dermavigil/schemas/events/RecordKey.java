package io.dermavigil.schemas.events;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * Key of a clinic event's record: {@code patientKey/clinicId/sessionId/factId/eventId}. Unique to the event, so that
 * compaction keeps every event, redelivery collapses and a tombstone erases exactly one.
 *
 * @param patientKey pseudonym of the patient
 * @param clinicId clinic
 * @param sessionId session
 * @param factId reactionId or ratingId; empty for a session
 * @param eventId id of the message
 */
public record RecordKey(String patientKey, String clinicId, String sessionId, String factId, UUID eventId) {

    /** The key as text. No part may contain a slash; the patterns of {@code EVENTS} see to that. */
    public String text() {
        return patientKey + '/' + clinicId + '/' + sessionId + '/' + factId + '/' + eventId;
    }

    /** The key as the bytes of the record's key. */
    public byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads a record's key.
     *
     * @param bytes key of a record; null gives empty
     * @return the key, or empty when the bytes are none or any of its parts breaks its pattern
     */
    public static Optional<RecordKey> parse(byte[] bytes) {
        if (bytes == null || bytes.length > Patterns.MAX_KEY_LENGTH) {
            return Optional.empty();
        }
        String[] parts = new String(bytes, StandardCharsets.UTF_8).split("/", -1);
        if (parts.length != 5
                || !Patterns.PATIENT_KEY.matches(parts[0])
                || !Patterns.CLINIC_ID.matches(parts[1])
                || !Patterns.LOCAL_ID.matches(parts[2])
                || !(parts[3].isEmpty() || Patterns.LOCAL_ID.matches(parts[3]))
                || !Patterns.UUID_TEXT.matches(parts[4])) {
            return Optional.empty();
        }
        return Optional.of(new RecordKey(parts[0], parts[1], parts[2], parts[3], UUID.fromString(parts[4])));
    }

    /** Tells nothing of the patient, for it may end in a log. */
    @Override
    public String toString() {
        return "RecordKey[clinicId=" + clinicId + "]";
    }
}
