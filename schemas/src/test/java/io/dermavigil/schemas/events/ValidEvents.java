package io.dermavigil.schemas.events;

import io.dermavigil.events.Aftercare;
import io.dermavigil.events.BodySite;
import io.dermavigil.events.Causality;
import io.dermavigil.events.Condition;
import io.dermavigil.events.Contraindication;
import io.dermavigil.events.Device;
import io.dermavigil.events.EventId;
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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;
import net.jqwik.api.Combinators;
import org.apache.avro.specific.SpecificRecord;

/**
 * Random clinic events that satisfy every rule of EVENTS, whenever they are received at their own {@code recordedAt} or
 * later. Few clinics, patients and sessions, so that facts of one set meet each other. Without jqwik's edge cases, whose product over thirty
 * fields would crowd out the random ones.
 */
public final class ValidEvents {

    private static final Instant FIRST_RECORDED = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant LAST_RECORDED = Instant.parse("2026-06-30T23:59:59.999Z");

    private ValidEvents() {}

    /** Any of the three kinds. */
    public static Arbitrary<SpecificRecord> any() {
        return Arbitraries.oneOf(List.of(sessions(), reactions(), ratings()));
    }

    /** Sessions; optional fields and groups are set about half of the time. */
    public static Arbitrary<SessionRecorded> sessions() {
        return headers().flatMap(ValidEvents::sessions).withoutEdgeCases();
    }

    /** Reactions. */
    public static Arbitrary<ReactionReported> reactions() {
        return headers().flatMap(ValidEvents::reactions).withoutEdgeCases();
    }

    /** Ratings. */
    public static Arbitrary<OutcomeRated> ratings() {
        return headers().flatMap(ValidEvents::ratings).withoutEdgeCases();
    }

    /** Codes such as a lot or a model: 1..128 characters, none of them a control character. */
    public static Arbitrary<String> codes() {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .withCharRange('\u00a0', '\u017f')
                .withChars('|', '%', '/', ',', ';', '"', '\u6f22', '\u0416')
                .ofMinLength(1)
                .ofMaxLength(128);
    }

    private record Header(
            EventId eventId,
            String clinicId,
            String patientKey,
            String sessionId,
            int revision,
            boolean voided,
            Instant recordedAt) {

        LocalDate latestDay() {
            return recordedAt.atZone(ZoneOffset.UTC).toLocalDate().plusDays(1);
        }
    }

    private static Arbitrary<Header> headers() {
        return Combinators.combine(
                        Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
                                .as((most, least) -> EventIds.of(new UUID(most, least))),
                        Arbitraries.of("berlin-1", "clinic-07", "x", "a".repeat(64)),
                        Arbitraries.of("patient-a", "patient-b", "patient_C9", "P".repeat(86)),
                        Arbitraries.of("s1", "s2", "2026:03.02-1", "S".repeat(128)),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.of(true, false, false, false),
                        Arbitraries.longs()
                                .between(FIRST_RECORDED.toEpochMilli(), LAST_RECORDED.toEpochMilli())
                                .map(Instant::ofEpochMilli))
                .as(Header::new);
    }

    private static Arbitrary<SessionRecorded> sessions(Header header) {
        return Combinators.combine(
                        days(header.latestDay()),
                        Arbitraries.integers().between(0, 86_399).injectNull(0.5),
                        devices().injectNull(0.3),
                        screenings().injectNull(0.5),
                        aftercare().injectNull(0.5))
                .flatAs((treatedOn, second, device, screening, aftercare) -> Builders.withBuilder(
                                () -> SessionRecorded.newBuilder()
                                        .setEventId(header.eventId)
                                        .setClinicId(header.clinicId)
                                        .setPatientKey(header.patientKey)
                                        .setSessionId(header.sessionId)
                                        .setRevision(header.revision)
                                        .setVoided(header.voided)
                                        .setRecordedAt(header.recordedAt)
                                        .setTreatedOn(treatedOn)
                                        .setTreatedAt(treatedAt(treatedOn, second, header))
                                        .setDevice(device)
                                        .setScreening(screening)
                                        .setAftercare(aftercare))
                        .use(Arbitraries.of(Condition.class))
                        .in((event, value) -> event.setCondition(value))
                        .use(Arbitraries.of(SkinType.class))
                        .in((event, value) -> event.setSkinType(value))
                        .use(Arbitraries.of(SkinTypeMethod.class))
                        .in((event, value) -> event.setSkinTypeMethod(value))
                        .use(Arbitraries.of(Setting.class))
                        .in((event, value) -> event.setSetting(value))
                        .use(Arbitraries.of(BodySite.class))
                        .in((event, value) -> event.setBodySite(value))
                        .use(Arbitraries.of(Topical.class))
                        .in((event, value) -> event.setTopicalInChannel(value))
                        .use(optional(0, 130))
                        .in((event, value) -> event.setAgeYears(value))
                        .use(optional(1, 1000))
                        .in((event, value) -> event.setSessionNumber(value))
                        .use(codes().injectNull(0.7))
                        .in((event, value) -> event.setOperatorId(value))
                        .use(flags())
                        .in((event, value) -> event.setOperatorTrained(value))
                        .use(codes().injectNull(0.7))
                        .in((event, value) -> event.setConsentVersion(value))
                        .use(flags())
                        .in((event, value) -> event.setPhotosBefore(value))
                        .use(codes().injectNull(0.7))
                        .in((event, value) -> event.setProtocolId(value))
                        .build(SessionRecorded.Builder::build));
    }

    private static Instant treatedAt(LocalDate treatedOn, Integer second, Header header) {
        if (second == null) {
            return null;
        }
        Instant at = treatedOn.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(second);
        return at.isAfter(header.recordedAt.plusSeconds(86_400)) ? null : at;
    }

    private static Arbitrary<Device> devices() {
        return Builders.withBuilder(Device::newBuilder)
                .use(Arbitraries.of("Pen 3", "RF|Pro 100%", "Röller").injectNull(0.3))
                .in((device, value) -> device.setModel(value))
                .use(Arbitraries.of(Technique.class))
                .in((device, value) -> device.setTechnique(value))
                .use(Arbitraries.doubles().between(0, 10).ofScale(2).injectNull(0.3))
                .in((device, value) -> device.setMaxDepthMm(value))
                .use(Arbitraries.of("L001", "L017", "L/2 & co").injectNull(0.3))
                .in((device, value) -> device.setCartridgeLot(value))
                .use(codes().injectNull(0.7))
                .in((device, value) -> device.setCartridgeId(value))
                .use(days(LocalDate.of(2030, 12, 31)).injectNull(0.5))
                .in((device, value) -> device.setCartridgeExpiresOn(value))
                .use(flags())
                .in((device, value) -> device.setSterile(value))
                .build(Device.Builder::build);
    }

    private static Arbitrary<Screening> screenings() {
        return Builders.withBuilder(Screening::newBuilder)
                .use(Arbitraries.of(Contraindication.class).set().ofMaxSize(4))
                .in((screening, value) -> screening.setContraindications(new ArrayList<>(value)))
                .use(optional(0, 5000))
                .in((screening, value) -> screening.setHoursSinceRetinoid(value))
                .use(optional(0, 5000))
                .in((screening, value) -> screening.setHoursSinceAcid(value))
                .use(optional(0, 240))
                .in((screening, value) -> screening.setMonthsSinceIsotretinoin(value))
                .use(flags())
                .in((screening, value) -> screening.setHsvProphylaxis(value))
                .use(optional(0, 5000))
                .in((screening, value) -> screening.setHoursSinceSunExposure(value))
                .build(Screening.Builder::build);
    }

    private static Arbitrary<Aftercare> aftercare() {
        return Combinators.combine(flags(), optional(0, 60)).as(Aftercare::new);
    }

    private static Arbitrary<ReactionReported> reactions(Header header) {
        return Combinators.combine(
                        days(header.latestDay()),
                        optional(0, 400),
                        optional(0, 400),
                        days(header.latestDay()).injectNull(0.5))
                .flatAs((onset, resolvedAfter, ongoingAfter, aware) -> Builders.withBuilder(
                                () -> ReactionReported.newBuilder()
                                        .setEventId(header.eventId)
                                        .setClinicId(header.clinicId)
                                        .setPatientKey(header.patientKey)
                                        .setSessionId(header.sessionId)
                                        .setRevision(header.revision)
                                        .setVoided(header.voided)
                                        .setRecordedAt(header.recordedAt)
                                        .setOnsetOn(onset)
                                        .setResolvedOn(after(onset, resolvedAfter, header))
                                        .setOngoingOn(after(onset, ongoingAfter, header))
                                        .setAwareOn(aware))
                        .use(Arbitraries.of("r1", "r2", "R".repeat(128)))
                        .in((event, value) -> event.setReactionId(value))
                        .use(Arbitraries.of(ReactionType.class))
                        .in((event, value) -> event.setType(value))
                        .use(Arbitraries.integers().between(1, 5))
                        .in((event, value) -> event.setGrade(value))
                        .use(Arbitraries.of(Seriousness.class).set().ofMaxSize(2))
                        .in((event, value) -> event.setSeriousness(new ArrayList<>(value)))
                        .use(Arbitraries.of(Reporter.class))
                        .in((event, value) -> event.setReporter(value))
                        .use(flags())
                        .in((event, value) -> event.setSunExposureWithin72h(value))
                        .use(Arbitraries.of(Causality.class))
                        .in((event, value) -> event.setCausality(value))
                        .build(ReactionReported.Builder::build));
    }

    private static Arbitrary<OutcomeRated> ratings(Header header) {
        return Builders.withBuilder(() -> OutcomeRated.newBuilder()
                        .setEventId(header.eventId)
                        .setClinicId(header.clinicId)
                        .setPatientKey(header.patientKey)
                        .setSessionId(header.sessionId)
                        .setRevision(header.revision)
                        .setVoided(header.voided)
                        .setRecordedAt(header.recordedAt))
                .use(Arbitraries.of("q1", "q2", "Q".repeat(128)))
                .in((event, value) -> event.setRatingId(value))
                .use(days(header.latestDay()))
                .in((event, value) -> event.setRatedOn(value))
                .use(Arbitraries.integers().between(1, 5))
                .in((event, value) -> event.setSatisfaction(value))
                .use(optional(1, 5))
                .in((event, value) -> event.setImprovement(value))
                .use(optional(0, 60))
                .in((event, value) -> event.setDowntimeDays(value))
                .use(Arbitraries.of(Reporter.class))
                .in((event, value) -> event.setReporter(value))
                .build(OutcomeRated.Builder::build);
    }

    private static Arbitrary<LocalDate> days(LocalDate latest) {
        return Arbitraries.integers().between(0, 600).map(latest::minusDays);
    }

    private static LocalDate after(LocalDate onset, Integer days, Header header) {
        if (days == null) {
            return null;
        }
        LocalDate day = onset.plusDays(days);
        return day.isAfter(header.latestDay()) ? header.latestDay() : day;
    }

    private static Arbitrary<Integer> optional(int least, int most) {
        return Arbitraries.integers().between(least, most).injectNull(0.5);
    }

    private static Arbitrary<Boolean> flags() {
        return Arbitraries.of(true, false).injectNull(0.4);
    }
}
