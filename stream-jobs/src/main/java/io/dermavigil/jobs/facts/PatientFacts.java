package io.dermavigil.jobs.facts;

import java.util.ArrayList;
import java.util.List;

/**
 * All facts of one patient, over all clinics that share the patient's key.
 *
 * @param sessions sessions, none unknown, in no order
 */
public record PatientFacts(List<SessionFacts> sessions) {

    /** A patient of whom nothing is known. */
    public static final PatientFacts NONE = new PatientFacts(List.of());

    /** Copies the list. */
    public PatientFacts {
        sessions = List.copyOf(sessions);
    }

    /** The facts of a session; unknown ones when there are none. */
    public SessionFacts session(String clinicId, String sessionId) {
        for (SessionFacts facts : sessions) {
            if (facts.sessionId().equals(sessionId) && facts.clinicId().equals(clinicId)) {
                return facts;
            }
        }
        return SessionFacts.unknown(clinicId, sessionId);
    }

    /**
     * These facts with a session replaced.
     *
     * @param before what {@link #session} gave
     * @param after what it is now; left out when unknown
     */
    public PatientFacts replacing(SessionFacts before, SessionFacts after) {
        List<SessionFacts> changed = new ArrayList<>(sessions.size() + 1);
        for (SessionFacts facts : sessions) {
            if (facts != before) {
                changed.add(facts);
            }
        }
        if (!after.isUnknown()) {
            changed.add(after);
        }
        return new PatientFacts(changed);
    }
}
