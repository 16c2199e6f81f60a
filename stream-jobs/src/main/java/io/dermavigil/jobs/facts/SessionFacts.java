package io.dermavigil.jobs.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A session with its reactions and ratings. The session itself may be unknown yet.
 *
 * @param clinicId clinic
 * @param sessionId session
 * @param session the session
 * @param reactions its reactions, none unknown
 * @param ratings its ratings, none unknown
 */
public record SessionFacts(String clinicId, String sessionId, Fact session, List<Fact> reactions, List<Fact> ratings) {

    /** Copies the lists. */
    public SessionFacts {
        reactions = List.copyOf(reactions);
        ratings = List.copyOf(ratings);
    }

    /** A session of which nothing is known. */
    public static SessionFacts unknown(String clinicId, String sessionId) {
        return new SessionFacts(clinicId, sessionId, Fact.unknown(""), List.of(), List.of());
    }

    /** Whether neither the session nor anything of it is known. */
    public boolean isUnknown() {
        return session.isUnknown() && reactions.isEmpty() && ratings.isEmpty();
    }

    /** What the session is, when in force; null otherwise. */
    public SessionContent inForce() {
        return (SessionContent) session.inForce();
    }

    /** These facts after an event of this session; itself when the event changes nothing. */
    public SessionFacts after(FactEvent event) {
        UnaryOperator<Fact> change =
                fact -> event.isErasure() ? fact.without(event.event()) : fact.with(event.revision());
        switch (event.kind()) {
            case SESSION -> {
                Fact changed = change.apply(session);
                return changed == session ? this : new SessionFacts(clinicId, sessionId, changed, reactions, ratings);
            }
            case REACTION -> {
                List<Fact> changed = changed(reactions, event.factId(), change);
                return changed == reactions ? this : new SessionFacts(clinicId, sessionId, session, changed, ratings);
            }
            case RATING -> {
                List<Fact> changed = changed(ratings, event.factId(), change);
                return changed == ratings ? this : new SessionFacts(clinicId, sessionId, session, reactions, changed);
            }
        }
        throw new IllegalStateException("no such kind: " + event.kind());
    }

    private static List<Fact> changed(List<Fact> facts, String factId, UnaryOperator<Fact> change) {
        int at = 0;
        while (at < facts.size() && !facts.get(at).factId().equals(factId)) {
            at++;
        }
        Fact before = at < facts.size() ? facts.get(at) : Fact.unknown(factId);
        Fact after = change.apply(before);
        if (after == before) {
            return facts;
        }
        List<Fact> changed = new ArrayList<>(facts);
        if (at == facts.size()) {
            changed.add(after);
        } else if (after.isUnknown()) {
            changed.remove(at);
        } else {
            changed.set(at, after);
        }
        return changed;
    }
}
