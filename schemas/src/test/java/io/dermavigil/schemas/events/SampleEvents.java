package io.dermavigil.schemas.events;

import io.dermavigil.events.Aftercare;
import io.dermavigil.events.BodySite;
import io.dermavigil.events.Causality;
import io.dermavigil.events.Condition;
import io.dermavigil.events.Contraindication;
import io.dermavigil.events.Device;
import io.dermavigil.events.OutcomeRated;
import io.dermavigil.events.ReactionReported;
import io.dermavigil.events.ReactionType;
import io.dermavigil.events.Reporter;
import io.dermavigil.events.Screening;
import io.dermavigil.events.Seriousness;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.events.SkinTypeMethod;
import io.dermavigil.events.Technique;
import io.dermavigil.events.Topical;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** One valid event of each kind with every optional field set: the starting point of tests that change one field. */
public final class SampleEvents {

    /** When the clinic's system wrote the samples. */
    public static final Instant RECORDED_AT = Instant.parse("2026-03-10T08:30:00Z");

    private SampleEvents() {}

    /** A session of 2026-03-02. */
    public static SessionRecorded session() {
        return SessionRecorded.newBuilder()
                .setEventId(EventIds.of(UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8")))
                .setClinicId("berlin-1")
                .setPatientKey("k3y_Of-Patient1")
                .setSessionId("S:2026.03-1_a")
                .setRevision(2)
                .setVoided(false)
                .setRecordedAt(RECORDED_AT)
                .setTreatedOn(LocalDate.of(2026, 3, 2))
                .setTreatedAt(Instant.parse("2026-03-02T09:30:00Z"))
                .setCondition(Condition.ACNE_SCAR)
                .setSkinType(SkinType.IV)
                .setSkinTypeMethod(SkinTypeMethod.CLINICIAN)
                .setSetting(Setting.CLINIC)
                .setBodySite(BodySite.FACE)
                .setAgeYears(34)
                .setSessionNumber(2)
                .setOperatorId("op-7")
                .setOperatorTrained(true)
                .setDevice(device())
                .setTopicalInChannel(Topical.HYDROGEL)
                .setScreening(new Screening(
                        List.of(Contraindication.HSV_HISTORY, Contraindication.ACTIVE_ACNE), 72, 96, 12, true, 48))
                .setConsentVersion("v4")
                .setPhotosBefore(true)
                .setAftercare(new Aftercare(true, 5))
                .setProtocolId("scar-2")
                .build();
    }

    private static Device device() {
        return Device.newBuilder()
                .setModel("Pen 3")
                .setTechnique(Technique.PEN)
                .setMaxDepthMm(1.5)
                .setCartridgeLot("L017")
                .setCartridgeId("C-99")
                .setCartridgeExpiresOn(LocalDate.of(2027, 1, 31))
                .setSterile(true)
                .build();
    }

    /** A reaction to {@link #session()} with its onset on 2026-03-03, resolved on 2026-03-09. */
    public static ReactionReported reaction() {
        return ReactionReported.newBuilder()
                .setEventId(EventIds.of(UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8")))
                .setClinicId("berlin-1")
                .setPatientKey("k3y_Of-Patient1")
                .setSessionId("S:2026.03-1_a")
                .setRevision(1)
                .setVoided(false)
                .setRecordedAt(RECORDED_AT)
                .setReactionId("r1")
                .setType(ReactionType.ERYTHEMA)
                .setGrade(2)
                .setSeriousness(List.of(Seriousness.DISFIGUREMENT, Seriousness.INFECTION))
                .setOnsetOn(LocalDate.of(2026, 3, 3))
                .setResolvedOn(LocalDate.of(2026, 3, 9))
                .setOngoingOn(LocalDate.of(2026, 3, 8))
                .setAwareOn(LocalDate.of(2026, 3, 4))
                .setReporter(Reporter.PATIENT)
                .setSunExposureWithin72h(false)
                .setCausality(Causality.PROBABLE)
                .build();
    }

    /** A rating of {@link #session()} on 2026-03-09. */
    public static OutcomeRated rating() {
        return OutcomeRated.newBuilder()
                .setEventId(EventIds.of(UUID.fromString("6ba7b812-9dad-11d1-80b4-00c04fd430c8")))
                .setClinicId("berlin-1")
                .setPatientKey("k3y_Of-Patient1")
                .setSessionId("S:2026.03-1_a")
                .setRevision(1)
                .setVoided(false)
                .setRecordedAt(RECORDED_AT)
                .setRatingId("q1")
                .setRatedOn(LocalDate.of(2026, 3, 9))
                .setSatisfaction(4)
                .setImprovement(2)
                .setDowntimeDays(3)
                .setReporter(Reporter.PATIENT)
                .build();
    }
}
