package io.dermavigil.cli.simulate;

import io.dermavigil.events.OutcomeRated;
import io.dermavigil.events.ReactionReported;
import io.dermavigil.events.SessionRecorded;
import org.apache.avro.specific.SpecificRecord;

/** Counts the events of each kind. */
final class EventCounts {

    private long sessions;
    private long reactions;
    private long ratings;
    private long firstSessions;

    void add(SpecificRecord event) {
        if (event instanceof SessionRecorded session) {
            sessions++;
            firstSessions += session.getRevision() == 1 ? 1 : 0;
        } else if (event instanceof ReactionReported) {
            reactions++;
        } else if (event instanceof OutcomeRated) {
            ratings++;
        }
    }

    long all() {
        return sessions + reactions + ratings;
    }

    /** First revisions of sessions, those delivered twice included. */
    long firstSessions() {
        return firstSessions;
    }

    String text(double seconds) {
        return "%,d events (sessions %,d, reactions %,d, ratings %,d) in %.1f s, %,.0f events/s"
                .formatted(all(), sessions, reactions, ratings, seconds, all() / seconds);
    }
}
