package io.dermavigil.schemas.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.events.ReactionReported;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.pipeline.RejectReason;
import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.events.SampleEvents;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventValidatorTest {

    private static final String RULES = "io.dermavigil.schemas.validation.EventRules#all";

    @ParameterizedTest
    @MethodSource(RULES)
    void valuesJustInsidePass(EventRules.Rule rule) {
        for (SpecificRecord event : rule.inside()) {
            assertThat(problems(event)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(RULES)
    void valuesJustOutsideBreakThisRuleAlone(EventRules.Rule rule) {
        assertThat(rule.outside()).isNotEmpty();
        for (SpecificRecord event : rule.outside()) {
            assertThat(problems(event))
                    .isNotEmpty()
                    .allSatisfy(problem -> assertThat(problem.field()).isEqualTo(rule.field()))
                    .anySatisfy(problem -> assertThat(problem.reason()).isEqualTo(rule.reason()));
        }
    }

    @Test
    void aRecordMayBeADayAheadOfTheClockThatReceivesIt() {
        SessionRecorded session = SampleEvents.session();
        Instant earliest = SampleEvents.RECORDED_AT.minusSeconds(86_400);

        assertThat(EventValidator.problems(session, EventHeader.of(session), earliest))
                .isEmpty();
        assertThat(EventValidator.problems(session, EventHeader.of(session), earliest.minusMillis(1)))
                .containsExactly(new Problem(
                        "recordedAt",
                        "must not be later than a day after it was received",
                        RejectReason.FROM_THE_FUTURE));
    }

    @Test
    void aRecordIsNotOlderThan1900() {
        Instant earliest = Instant.parse("1900-01-01T00:00:00Z");
        SessionRecorded session = SampleEvents.session();
        session.setTreatedAt(null);
        session.setTreatedOn(LocalDate.of(1900, 1, 1));
        session.setRecordedAt(earliest);
        assertThat(problems(session)).isEmpty();

        session.setRecordedAt(earliest.minusMillis(1));
        assertThat(problems(session))
                .containsExactly(new Problem("recordedAt", "must not be before 1900-01-01", RejectReason.INVALID));
    }

    @Test
    void instantsAtTheEndsOfTimeAreProblemsAndNoErrors() {
        for (long millis : new long[] {Long.MIN_VALUE, Long.MAX_VALUE}) {
            SessionRecorded session = SampleEvents.session();
            session.setRecordedAt(Instant.ofEpochMilli(millis));
            session.setTreatedAt(Instant.ofEpochMilli(-millis));

            assertThat(EventValidator.problems(session, EventHeader.of(session), SampleEvents.RECORDED_AT))
                    .extracting(Problem::field)
                    .contains("recordedAt", "treatedAt");
        }
    }

    @Test
    void aDateOfJavasLastYearIsInTheFuture() {
        ReactionReported reaction = SampleEvents.reaction();
        reaction.setAwareOn(LocalDate.MAX);

        assertThat(problems(reaction))
                .containsExactly(new Problem(
                        "awareOn", "must not be later than a day after recordedAt", RejectReason.FROM_THE_FUTURE));
    }

    @Test
    void allProblemsAreFoundAtOnce() {
        ReactionReported reaction = SampleEvents.reaction();
        reaction.setClinicId("Berlin");
        reaction.setRevision(0);
        reaction.setGrade(9);
        reaction.setResolvedOn(LocalDate.of(2026, 1, 1));
        reaction.setAwareOn(LocalDate.of(2027, 1, 1));

        assertThat(problems(reaction))
                .extracting(Problem::text)
                .containsExactly(
                        "clinicId: must match [a-z0-9-]{1,64}",
                        "revision: must be at least 1",
                        "grade: must be 1..5",
                        "awareOn: must not be later than a day after recordedAt",
                        "resolvedOn: must not be before onsetOn");
    }

    @Test
    void whatTwoFactsSayTogetherIsNoProblem() {
        // a day before the session of the samples; which of the two came first is chance
        ReactionReported reaction = SampleEvents.reaction();
        reaction.setOnsetOn(SampleEvents.session().getTreatedOn().minusDays(1));

        assertThat(problems(reaction)).isEmpty();
    }

    /** All that is ever said: a rule in fixed words, and so nothing of the event. */
    @Test
    void messagesNeverHoldValues() {
        assertThat(EventRules.all()
                        .flatMap(rule -> rule.outside().stream())
                        .flatMap(event -> problems(event).stream())
                        .map(Problem::rule)
                        .distinct())
                .containsExactlyInAnyOrder(
                        "must match [a-z0-9-]{1,64}",
                        "must match [A-Za-z0-9_-]{6,86}",
                        "must match [A-Za-z0-9._:-]{1,128}",
                        "must have 1..128 characters and no control characters",
                        "must be at least 0",
                        "must be at least 1",
                        "must be 0..130",
                        "must be 1..1000",
                        "must be 1..5",
                        "must be 0.0..10.0",
                        "must not repeat a value",
                        "must not be before 1900-01-01",
                        "must not be before onsetOn",
                        "must be within a day of treatedOn",
                        "must not be later than a day after recordedAt");
    }

    private static List<Problem> problems(SpecificRecord event) {
        EventHeader header = EventHeader.of(event);
        return EventValidator.problems(event, header, header.recordedAt());
    }
}
