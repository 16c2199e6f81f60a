package io.dermavigil.ingest.files;

import static io.dermavigil.ingest.rows.SampleRows.events;
import static io.dermavigil.ingest.rows.SampleRows.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.events.Causality;
import io.dermavigil.events.ReactionReported;
import io.dermavigil.events.ReactionType;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.events.SkinType;
import io.dermavigil.ingest.mapping.ColumnMapping;
import io.dermavigil.ingest.mapping.MappingReader;
import io.dermavigil.ingest.rows.RowOutcome;
import io.dermavigil.ingest.rows.SampleRows;
import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.events.EventKind;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The examples that users are shown give exactly what their READMEs say. */
class ExamplesTest {

    private static final Path EXAMPLES = Path.of("..", "examples");
    private static final Path CDISC = EXAMPLES.resolve("cdisc-pilot");
    private static final Path EUROPEAN = EXAMPLES.resolve("european-clinic");

    @Test
    void theTreatedSubjectsOfTheCdiscPilotAreSessions() throws Exception {
        List<RowOutcome> rows = cdiscSessions();
        assertThat(rows).hasSize(306);
        List<SessionRecorded> sessions = cast(events(rows), SessionRecorded.class);
        assertThat(sessions).hasSize(254);
        assertThat(problems(rows))
                .hasSize(52)
                .allSatisfy(problem -> assertThat(problem).endsWith("column RFXSTDTC (treatedOn): is missing"));
        assertThat(sessions.stream().map(SessionRecorded::getClinicId).distinct())
                .hasSize(17);
        assertThat(distinct(sessions, SessionRecorded::getPatientKey)).hasSize(254);
        assertThat(sessions).allSatisfy(session -> {
            assertThat(session.getSkinType()).isEqualTo(SkinType.UNKNOWN);
            assertThat(session.getDevice()).isNull();
            assertThat(session.getScreening()).isNull();
            assertThat(session.toString()).doesNotContain("01-7");
        });
        assertThat(sessions.get(0).getTreatedOn()).isEqualTo(LocalDate.of(2014, 1, 2));
        assertThat(sessions.get(0).getAgeYears()).isEqualTo(63);
    }

    @Test
    void theAdverseEventsOfTheCdiscPilotAreReactionsOfThoseSessions() throws Exception {
        List<RowOutcome> rows = cdisc(EventKind.REACTION, "cdisc_pilot_sdtm_ae.csv", "reactions.yaml");
        assertThat(rows).hasSize(1191);
        List<ReactionReported> reactions = cast(events(rows), ReactionReported.class);
        assertThat(reactions).hasSize(1165);
        assertThat(problems(rows)).hasSize(26).allMatch(problem -> problem.contains("column AESTDTC (onsetOn)"));
        assertThat(problems(rows).stream().filter(problem -> problem.contains("not a month")))
                .hasSize(15);
        assertThat(distinct(reactions, reaction -> EventHeader.of(reaction).recordKey()))
                .hasSize(1165);
        Set<List<String>> sessions = distinct(
                cast(events(cdiscSessions()), SessionRecorded.class),
                session -> List.of(session.getPatientKey(), session.getClinicId(), session.getSessionId()));
        assertThat(reactions)
                .allSatisfy(reaction -> assertThat(sessions)
                        .contains(List.of(reaction.getPatientKey(), reaction.getClinicId(), reaction.getSessionId())));
    }

    @Test
    void theCodesOfTheAdverseEventsAreCountedAsInTheFile() throws Exception {
        List<ReactionReported> reactions = cast(
                events(cdisc(EventKind.REACTION, "cdisc_pilot_sdtm_ae.csv", "reactions.yaml")), ReactionReported.class);
        // counted in the file itself, over its rows with a full AESTDTC
        assertThat(counts(reactions, ReactionReported::getType))
                .isEqualTo(Map.of(
                        ReactionType.CONTACT_DERMATITIS,
                        36L,
                        ReactionType.EDEMA,
                        4L,
                        ReactionType.ERYTHEMA,
                        105L,
                        ReactionType.OTHER,
                        856L,
                        ReactionType.PAIN,
                        2L,
                        ReactionType.PRURITUS,
                        162L));
        assertThat(counts(reactions, ReactionReported::getCausality))
                .isEqualTo(Map.of(
                        Causality.POSSIBLE,
                        335L,
                        Causality.PROBABLE,
                        361L,
                        Causality.UNASSESSABLE,
                        4L,
                        Causality.UNLIKELY,
                        465L));
        assertThat(counts(reactions, ReactionReported::getGrade)).isEqualTo(Map.of(1, 763L, 2, 360L, 3, 42L));
        assertThat(reactions.stream()
                        .filter(reaction -> !reaction.getSeriousness().isEmpty()))
                .hasSize(3);
        assertThat(reactions.stream().filter(reaction -> reaction.getResolvedOn() == null))
                .hasSize(451);
    }

    @Test
    void theExportOfAEuropeanClinicIsUnderstood() throws Exception {
        List<RowOutcome> rows =
                read(EventKind.SESSION, EUROPEAN.resolve("behandlungen.csv"), EUROPEAN.resolve("sessions.yaml"));
        assertThat(Files.readString(EUROPEAN.resolve("behandlungen.csv"), Charset.forName("windows-1252")))
                .contains("Körperstelle;", "\r\n");
        assertThat(rows).hasSize(12);
        List<SessionRecorded> sessions = cast(events(rows), SessionRecorded.class);
        assertThat(sessions)
                .extracting(SessionRecorded::getSessionId)
                .containsExactly("B-1001", "B-1002", "B-1003", "B-1004", "B-1005", "B-1007", "B-1011", "B-1012");
        assertThat(problems(rows))
                .containsExactlyInAnyOrder(
                        "8: column Behandlungsdatum (treatedOn): must be a date: dd.MM.yyyy",
                        "8: column Nadeltiefe mm (device.maxDepthMm): must be a number with a decimal comma, such as 1,5",
                        "10: column Behandlungsdatum (treatedOn): must be a full date, not a month (partialDates: reject)",
                        "11: column Diagnose (condition): must be in the mapping's values, which have no otherwise",
                        "11: column Steril (device.sterile): must be in the mapping's values, which have no otherwise",
                        "11: column Patientennummer (patientKey): is missing",
                        "11: column Nadeltiefe mm (device.maxDepthMm): must be 0.0..10.0",
                        "12: the row must have 17 cells like the header, has 14");
        SessionRecorded first = sessions.get(0);
        assertThat(first.getRecordedAt()).isEqualTo(Instant.parse("2026-03-02T09:15:00Z"));
        assertThat(first.getSkinType()).isEqualTo(SkinType.III);
        assertThat(first.getDevice().getMaxDepthMm()).isEqualTo(1.5);
        assertThat(first.getDevice().getSterile()).isTrue();
        assertThat(first.getOperatorId()).hasSize(43).isEqualTo(sessions.get(1).getOperatorId());
        assertThat(sessions.get(3).getScreening().getContraindications()).hasSize(2);
        assertThat(sessions.get(4).getDevice())
                .as("no cell says anything of a device")
                .isNull();
        assertThat(sessions.get(6).getPatientKey()).isEqualTo(first.getPatientKey());
    }

    private static List<RowOutcome> cdiscSessions() throws Exception {
        return cdisc(EventKind.SESSION, "cdisc_pilot_sdtm_dm.csv", "sessions.yaml");
    }

    private static List<RowOutcome> cdisc(EventKind kind, String file, String mapping) throws Exception {
        return read(kind, CDISC.resolve(file), CDISC.resolve(mapping));
    }

    private static List<RowOutcome> read(EventKind kind, Path file, Path mappingFile) throws Exception {
        ColumnMapping mapping = MappingReader.read(mappingFile);
        return SampleRows.read(file, SampleRows.settings(kind, mapping));
    }

    private static <T> List<T> cast(List<?> events, Class<T> type) {
        return events.stream().map(type::cast).toList();
    }

    private static <T, K> Set<K> distinct(List<T> events, Function<T, K> part) {
        return events.stream().map(part).collect(Collectors.toSet());
    }

    private static <T, K> Map<K, Long> counts(List<T> events, Function<T, K> part) {
        return events.stream().collect(Collectors.groupingBy(part, Collectors.counting()));
    }
}
