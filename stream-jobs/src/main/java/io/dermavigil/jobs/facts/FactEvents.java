package io.dermavigil.jobs.facts;

import io.dermavigil.events.OutcomeRated;
import io.dermavigil.events.ReactionReported;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.events.RecordKey;
import io.dermavigil.schemas.intake.Intake;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import org.apache.avro.specific.SpecificRecord;

/** Reduces what the intake let in to what the ledger needs. */
public final class FactEvents {

    private FactEvents() {}

    /** An accepted event. */
    public static FactEvent of(Intake.Accepted accepted) {
        EventHeader header = accepted.header();
        ByteBuffer id = ByteBuffer.wrap(header.eventId().bytes());
        EventRef ref = new EventRef(id.getLong(), id.getLong(), accepted.ownTopic());
        Revision revision = new Revision(
                header.revision(),
                header.recordedAt().toEpochMilli(),
                ref,
                accepted.digest(),
                header.voided(),
                content(accepted.event()));
        return new FactEvent(
                header.kind(),
                header.patientKey(),
                header.clinicId(),
                header.sessionId(),
                header.factId(),
                ref,
                revision);
    }

    /** An erased event. */
    public static FactEvent of(Intake.Erased erased) {
        RecordKey key = erased.key();
        EventRef ref = new EventRef(
                key.eventId().getMostSignificantBits(), key.eventId().getLeastSignificantBits(), erased.ownTopic());
        return new FactEvent(erased.kind(), key.patientKey(), key.clinicId(), key.sessionId(), key.factId(), ref, null);
    }

    private static Content content(SpecificRecord event) {
        if (event instanceof SessionRecorded session) {
            return session(session);
        }
        if (event instanceof ReactionReported reaction) {
            return new ReactionContent(
                    reaction.getType(),
                    reaction.getGrade(),
                    !reaction.getSeriousness().isEmpty(),
                    day(reaction.getOnsetOn()),
                    day(reaction.getResolvedOn()),
                    day(reaction.getOngoingOn()));
        }
        OutcomeRated rating = (OutcomeRated) event;
        return new RatingContent(day(rating.getRatedOn()), rating.getSatisfaction(), orZero(rating.getImprovement()));
    }

    private static SessionContent session(SessionRecorded session) {
        boolean device = session.getDevice() != null;
        return new SessionContent(
                day(session.getTreatedOn()),
                session.getSetting(),
                session.getCondition(),
                session.getSkinType(),
                orZero(session.getSessionNumber()),
                device ? session.getDevice().getModel() : null,
                device ? session.getDevice().getCartridgeLot() : null);
    }

    private static int day(LocalDate date) {
        return date == null ? ReactionContent.NO_DAY : Math.toIntExact(date.toEpochDay());
    }

    private static int orZero(Integer value) {
        return value == null ? 0 : value;
    }
}
