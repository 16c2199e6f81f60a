package io.dermavigil.jobs.outcomes;

import io.dermavigil.events.OutcomeRated;
import io.dermavigil.events.ReactionReported;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.jobs.oracle.ClinicLog;
import io.dermavigil.pipeline.RejectReason;
import io.dermavigil.schemas.events.SampleEvents;
import io.dermavigil.schemas.intake.RawRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One patient whose name is written wherever a record can hold text, in good records and in bad ones. */
final class HostilePatient {

    static final String NAME = "MARKED-PATIENT-4711";

    private static final SessionRecorded SESSION = SessionRecorded.newBuilder(SampleEvents.session())
            .setPatientKey(NAME)
            .setSessionId(NAME)
            .setOperatorId(NAME)
            .build();
    private static final ReactionReported REACTION = ReactionReported.newBuilder(SampleEvents.reaction())
            .setPatientKey(NAME)
            .setSessionId(NAME)
            .setReactionId(NAME)
            .build();
    private static final OutcomeRated UNMATCHED = OutcomeRated.newBuilder(SampleEvents.rating())
            .setPatientKey(NAME)
            .setSessionId(NAME + "-unknown")
            .setRatingId(NAME)
            .build();

    private HostilePatient() {}

    /** A session and its reaction, a rating that stays held, and the session once more: four accepted, one for nothing. */
    static List<RawRecord> good() {
        RawRecord session = ClinicLog.published(SESSION);
        return List.of(session, ClinicLog.published(REACTION), ClinicLog.published(UNMATCHED), session);
    }

    /** What erases everything that {@link #good()} says. */
    static List<RawRecord> erasures() {
        return good().stream().limit(3).map(ClinicLog::erased).toList();
    }

    /** A record for every reason but the two that need another version of the schemas. */
    static Map<RejectReason, RawRecord> bad() {
        RawRecord good = ClinicLog.published(SESSION);
        byte[] cut = Arrays.copyOf(good.value(), good.value().length / 2);
        byte[] huge = new byte[2 << 20];
        new Random(1).nextBytes(huge);
        System.arraycopy(good.value(), 0, huge, 0, good.value().length);
        SessionRecorded late = SessionRecorded.newBuilder(SESSION)
                .setRecordedAt(Instant.now().plus(Duration.ofDays(30)))
                .build();
        SessionRecorded invalid = SessionRecorded.newBuilder(SESSION)
                .setClinicId("Not a clinic, but " + NAME)
                .build();
        return Map.of(
                RejectReason.UNREADABLE, with(good, good.topic(), cut),
                RejectReason.OVERSIZED, with(good, good.topic(), huge),
                RejectReason.INVALID, with(good, good.topic(), ClinicLog.encode(invalid)),
                RejectReason.FROM_THE_FUTURE, ClinicLog.published(late),
                RejectReason.IMPERSONATION, with(good, "clinic.clinic-07.sessions", good.value()));
    }

    private static RawRecord with(RawRecord record, String topic, byte[] value) {
        return new RawRecord(topic, 0, 0, 0, record.key(), value);
    }
}
