package io.dermavigil.ingest.simulator;

import io.dermavigil.events.EventId;
import io.dermavigil.events.OutcomeRated;
import io.dermavigil.events.ReactionReported;
import io.dermavigil.events.ReactionType;
import java.time.Instant;
import java.time.LocalDate;

/** Writes reactions and ratings as the clinic knew them at each revision. */
final class OutcomeEvents {

    private static final String MISKEYED = "-0";

    private OutcomeEvents() {}

    /** A revision of a reaction. */
    static ReactionReported write(Visit visit, Reaction reaction, int number, EventId eventId) {
        Revision revision = reaction.history().revision(number);
        boolean wrong = reaction.history().wrong(revision);
        return new ReactionReported(
                eventId,
                visit.clinic().id(),
                visit.patient().key(),
                reaction.miskeyed() ? visit.sessionId() + MISKEYED : visit.sessionId(),
                number,
                revision.voided(),
                Instant.ofEpochMilli(revision.recordedAt()),
                reaction.id(),
                wrong && reaction.grade() > 1 ? ReactionType.OTHER : reaction.type(),
                wrong && reaction.grade() == 1 ? 2 : reaction.grade(),
                reaction.seriousness(),
                LocalDate.ofEpochDay(reaction.onset()),
                resolvedOn(reaction, revision),
                ongoingOn(reaction, revision),
                LocalDate.ofEpochDay(reaction.aware()),
                reaction.reporter(),
                reaction.sunExposure(),
                reaction.causality());
    }

    /** A revision of a rating. */
    static OutcomeRated write(Visit visit, Rating rating, int number, EventId eventId) {
        Revision revision = rating.history().revision(number);
        boolean wrong = rating.history().wrong(revision);
        return new OutcomeRated(
                eventId,
                visit.clinic().id(),
                visit.patient().key(),
                visit.sessionId(),
                number,
                revision.voided(),
                Instant.ofEpochMilli(revision.recordedAt()),
                rating.id(),
                LocalDate.ofEpochDay(rating.ratedOn()),
                wrong ? 6 - rating.satisfaction() : rating.satisfaction(),
                wrong && rating.satisfaction() == 3 ? null : rating.improvement(),
                rating.downtimeDays(),
                rating.reporter());
    }

    private static LocalDate resolvedOn(Reaction reaction, Revision revision) {
        boolean over = reaction.resolved() <= revision.seenOn();
        return over && noted(reaction, revision) ? LocalDate.ofEpochDay(reaction.resolved()) : null;
    }

    private static LocalDate ongoingOn(Reaction reaction, Revision revision) {
        boolean over = reaction.resolved() <= revision.seenOn();
        return !over && noted(reaction, revision) ? LocalDate.ofEpochDay(revision.seenOn()) : null;
    }

    /** A clinic that noted no dates at first does so when it follows up. */
    private static boolean noted(Reaction reaction, Revision revision) {
        return reaction.datesNoted() || revision.seenOn() > reaction.aware();
    }
}
