package io.dermavigil.schemas.validation;

import static io.dermavigil.pipeline.RejectReason.FROM_THE_FUTURE;
import static io.dermavigil.pipeline.RejectReason.INVALID;

import io.dermavigil.events.Aftercare;
import io.dermavigil.events.Contraindication;
import io.dermavigil.events.Device;
import io.dermavigil.events.OutcomeRated;
import io.dermavigil.events.ReactionReported;
import io.dermavigil.events.Screening;
import io.dermavigil.events.Seriousness;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.pipeline.RejectReason;
import io.dermavigil.schemas.events.SampleEvents;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** The rules of EVENTS, "What an event must satisfy", each by values just inside and just outside. */
final class EventRules {

    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    /** The last day that begins no later than a day after the samples' recordedAt. */
    private static final LocalDate LATEST = LocalDate.of(2026, 3, 11);

    private static final String LONGEST_CODE = "c".repeat(128);

    private EventRules() {}

    /**
     * One rule.
     *
     * @param field path of the field that it watches
     * @param reason what a record that breaks it is rejected for
     * @param inside events that satisfy it
     * @param outside events that break it and no other rule
     */
    record Rule(String field, RejectReason reason, List<SpecificRecord> inside, List<SpecificRecord> outside) {

        @Override
        public String toString() {
            return field + " " + reason;
        }
    }

    static Stream<Rule> all() {
        return Stream.of(header(), session(), device(), screening(), reaction(), rating())
                .flatMap(Function.identity());
    }

    private static Stream<Rule> header() {
        Samples<SessionRecorded> sessions = new Samples<>(SampleEvents::session);
        return Stream.of(
                sessions.rule("clinicId", SessionRecorded::setClinicId)
                        .in("a", "9-" + "x".repeat(62))
                        .out("", "a".repeat(65), "A", "a.b", "a/b", "a\n"),
                sessions.rule("patientKey", SessionRecorded::setPatientKey)
                        .in("Aa0_-z", "p".repeat(86))
                        .out("five5", "p".repeat(87), "pat ient", "p\u00e4tient"),
                sessions.rule("sessionId", SessionRecorded::setSessionId)
                        .in("s", "A.b_c:d-" + "9".repeat(120))
                        .out("", "s".repeat(129), "a/b", "a b"),
                sessions.rule("revision", SessionRecorded::setRevision)
                        .in(1, Integer.MAX_VALUE)
                        .out(0, Integer.MIN_VALUE));
    }

    private static Stream<Rule> session() {
        Samples<SessionRecorded> sessions = new Samples<>(SampleEvents::session);
        Samples<SessionRecorded> undated = new Samples<>(() -> with(SampleEvents.session(), e -> e.setTreatedAt(null)));
        Samples<SessionRecorded> latest =
                new Samples<>(() -> with(SampleEvents.session(), e -> e.setTreatedOn(LATEST)));
        return Stream.of(
                undated.rule("treatedOn", SessionRecorded::setTreatedOn)
                        .in(EARLIEST, LATEST)
                        .out(EARLIEST.minusDays(1), LocalDate.ofEpochDay(Integer.MIN_VALUE)),
                undated.rule("treatedOn", SessionRecorded::setTreatedOn)
                        .in(LATEST)
                        .future(LATEST.plusDays(1), LocalDate.ofEpochDay(Integer.MAX_VALUE)),
                latest.rule("treatedAt", SessionRecorded::setTreatedAt)
                        .in(SampleEvents.RECORDED_AT.plusSeconds(86_400))
                        .future(SampleEvents.RECORDED_AT.plusSeconds(86_400).plusMillis(1)),
                sessions.rule("treatedAt", SessionRecorded::setTreatedAt)
                        .in(null, Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-03T23:59:59.999Z"))
                        .out(Instant.parse("2026-02-28T23:59:59.999Z"), Instant.parse("2026-03-04T00:00:00Z")),
                sessions.rule("ageYears", SessionRecorded::setAgeYears)
                        .in(null, 0, 130)
                        .out(-1, 131),
                sessions.rule("sessionNumber", SessionRecorded::setSessionNumber)
                        .in(null, 1, 1000)
                        .out(0, 1001),
                code("operatorId", SessionRecorded::setOperatorId),
                code("consentVersion", SessionRecorded::setConsentVersion),
                code("protocolId", SessionRecorded::setProtocolId),
                sessions.rule("aftercare.retinoidPauseAdvisedDays", EventRules::setRetinoidPause)
                        .in(null, 0, 365)
                        .out(-1));
    }

    private static Rule code(String field, BiConsumer<SessionRecorded, String> setter) {
        return new Samples<>(SampleEvents::session)
                .rule(field, setter)
                .in(null, "x", LONGEST_CODE, "a|b %/\u00fc\u6f22")
                .out("", LONGEST_CODE + "c", "a\nb", "a\u0000", "a\u0085b", "\u007f");
    }

    private static Stream<Rule> device() {
        Samples<SessionRecorded> sessions = new Samples<>(SampleEvents::session);
        return Stream.of(
                code("device.model", onDevice(Device::setModel)),
                code("device.cartridgeLot", onDevice(Device::setCartridgeLot)),
                code("device.cartridgeId", onDevice(Device::setCartridgeId)),
                sessions.rule("device.maxDepthMm", onDevice(Device::setMaxDepthMm))
                        .in(null, 0.0, 10.0)
                        .out(-0.001, 10.001, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY),
                sessions.rule("device.cartridgeExpiresOn", onDevice(Device::setCartridgeExpiresOn))
                        // an expiry lies in the future by nature
                        .in(null, EARLIEST, LocalDate.of(2099, 12, 31))
                        .out(EARLIEST.minusDays(1)));
    }

    private static Stream<Rule> screening() {
        Samples<SessionRecorded> sessions = new Samples<>(SampleEvents::session);
        return Stream.of(
                sessions.rule("screening.contraindications", onScreening(Screening::setContraindications))
                        .in(List.of(), Arrays.asList(Contraindication.values()))
                        .out(List.of(Contraindication.ECZEMA, Contraindication.OTHER, Contraindication.ECZEMA)),
                sessions.rule("screening.hoursSinceRetinoid", onScreening(Screening::setHoursSinceRetinoid))
                        .in(null, 0)
                        .out(-1),
                sessions.rule("screening.hoursSinceAcid", onScreening(Screening::setHoursSinceAcid))
                        .in(null, 0)
                        .out(-1),
                sessions.rule("screening.monthsSinceIsotretinoin", onScreening(Screening::setMonthsSinceIsotretinoin))
                        .in(null, 0)
                        .out(-1),
                sessions.rule("screening.hoursSinceSunExposure", onScreening(Screening::setHoursSinceSunExposure))
                        .in(null, 0)
                        .out(-1));
    }

    private static Stream<Rule> reaction() {
        Samples<ReactionReported> reactions = new Samples<>(SampleEvents::reaction);
        Samples<ReactionReported> open = new Samples<>(() -> with(SampleEvents.reaction(), e -> {
            e.setResolvedOn(null);
            e.setOngoingOn(null);
        }));
        LocalDate onset = SampleEvents.reaction().getOnsetOn();
        return Stream.of(
                reactions
                        .rule("reactionId", ReactionReported::setReactionId)
                        .in("1", "R".repeat(128))
                        .out("", "R".repeat(129), "a b"),
                reactions.rule("grade", ReactionReported::setGrade).in(1, 5).out(0, 6),
                reactions
                        .rule("seriousness", ReactionReported::setSeriousness)
                        .in(List.of(), Arrays.asList(Seriousness.values()))
                        .out(List.of(Seriousness.DEATH, Seriousness.DEATH)),
                open.rule("onsetOn", ReactionReported::setOnsetOn).in(EARLIEST).out(EARLIEST.minusDays(1)),
                open.rule("onsetOn", ReactionReported::setOnsetOn).in(LATEST).future(LATEST.plusDays(1)),
                reactions
                        .rule("resolvedOn", ReactionReported::setResolvedOn)
                        .in(null, onset)
                        .out(onset.minusDays(1)),
                reactions
                        .rule("resolvedOn", ReactionReported::setResolvedOn)
                        .in(LATEST)
                        .future(LATEST.plusDays(1)),
                reactions
                        .rule("ongoingOn", ReactionReported::setOngoingOn)
                        .in(null, onset)
                        .out(onset.minusDays(1)),
                reactions
                        .rule("ongoingOn", ReactionReported::setOngoingOn)
                        .in(LATEST)
                        .future(LATEST.plusDays(1)),
                reactions
                        .rule("awareOn", ReactionReported::setAwareOn)
                        .in(null, EARLIEST)
                        .out(EARLIEST.minusDays(1)),
                reactions
                        .rule("awareOn", ReactionReported::setAwareOn)
                        .in(LATEST)
                        .future(LATEST.plusDays(1)));
    }

    private static Stream<Rule> rating() {
        Samples<OutcomeRated> ratings = new Samples<>(SampleEvents::rating);
        return Stream.of(
                ratings.rule("ratingId", OutcomeRated::setRatingId)
                        .in("1", "Q".repeat(128))
                        .out("", "Q".repeat(129), "a/b"),
                ratings.rule("ratedOn", OutcomeRated::setRatedOn).in(EARLIEST).out(EARLIEST.minusDays(1)),
                ratings.rule("ratedOn", OutcomeRated::setRatedOn).in(LATEST).future(LATEST.plusDays(1)),
                ratings.rule("satisfaction", OutcomeRated::setSatisfaction)
                        .in(1, 5)
                        .out(0, 6),
                ratings.rule("improvement", OutcomeRated::setImprovement)
                        .in(null, 1, 5)
                        .out(0, 6),
                ratings.rule("downtimeDays", OutcomeRated::setDowntimeDays)
                        .in(null, 0)
                        .out(-1));
    }

    private static void setRetinoidPause(SessionRecorded session, Integer days) {
        session.setAftercare(new Aftercare(null, days));
    }

    private static <V> BiConsumer<SessionRecorded, V> onDevice(BiConsumer<Device, V> setter) {
        return (session, value) -> setter.accept(session.getDevice(), value);
    }

    private static <V> BiConsumer<SessionRecorded, V> onScreening(BiConsumer<Screening, V> setter) {
        return (session, value) -> setter.accept(session.getScreening(), value);
    }

    private static <E> E with(E event, Consumer<E> change) {
        change.accept(event);
        return event;
    }

    private record Samples<E extends SpecificRecord>(Supplier<E> sample) {

        <V> Inside<E, V> rule(String field, BiConsumer<E, V> setter) {
            return new Inside<>(field, value -> with(sample.get(), event -> setter.accept(event, value)));
        }
    }

    private record Inside<E extends SpecificRecord, V>(String field, Function<V, E> event) {

        @SafeVarargs
        final Outside<E, V> in(V... values) {
            return new Outside<>(this, events(values));
        }

        @SafeVarargs
        final List<SpecificRecord> events(V... values) {
            return Stream.of(values).<SpecificRecord>map(event).toList();
        }
    }

    private record Outside<E extends SpecificRecord, V>(Inside<E, V> rule, List<SpecificRecord> inside) {

        @SafeVarargs
        final Rule out(V... values) {
            return new Rule(rule.field(), INVALID, inside, rule.events(values));
        }

        @SafeVarargs
        final Rule future(V... values) {
            return new Rule(rule.field(), FROM_THE_FUTURE, inside, rule.events(values));
        }
    }
}
