package io.dermavigil.statistics.disclosure;

import static io.dermavigil.statistics.disclosure.CountId.ALL;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Patients with their sessions, from which true counts are taken as the summary accounts take them: distinct. */
final class Clinic {

    /** One session: 0 without reaction, 1 with one, 2 with an adverse one. */
    record Session(int patient, String month, String condition, String skinType, int reaction) {}

    private final List<Session> sessions = new ArrayList<>();
    private int patients;

    /** Adds patients of one session each. */
    Clinic patients(int number, String month, String condition, String skinType, int reaction) {
        for (int i = 0; i < number; i++) {
            add(new Session(patients++, month, condition, skinType, reaction));
        }
        return this;
    }

    Clinic add(Session session) {
        sessions.add(session);
        patients = Math.max(patients, session.patient() + 1);
        return this;
    }

    private static boolean counts(Session session, Measure measure) {
        return switch (measure) {
            case PATIENTS -> true;
            case ANY -> session.reaction() >= 1;
            case ADVERSE -> session.reaction() >= 2;
        };
    }

    TrueCounts counts() {
        Map<CountId, Set<Integer>> who = new HashMap<>();
        for (var session : sessions) {
            for (var period : List.of(session.month(), ALL)) {
                for (var condition : List.of(session.condition(), ALL)) {
                    for (var skinType : List.of(session.skinType(), ALL)) {
                        for (var measure : Measure.values()) {
                            var patient = who.computeIfAbsent(
                                    new CountId(period, condition, skinType, measure), id -> new HashSet<>());
                            if (counts(session, measure)) {
                                patient.add(session.patient());
                            }
                        }
                    }
                }
            }
        }
        var counts = new HashMap<CountId, Long>();
        who.forEach((id, set) -> counts.put(id, (long) set.size()));
        return TrueCounts.of(counts);
    }
}
