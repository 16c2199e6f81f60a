package io.dermavigil.ingest.rows;

import static io.dermavigil.ingest.rows.SampleRows.NOW;
import static io.dermavigil.ingest.rows.SampleRows.RECORDED_AT;
import static io.dermavigil.ingest.rows.SampleRows.problems;
import static io.dermavigil.ingest.rows.SampleRows.session;
import static io.dermavigil.ingest.rows.SampleRows.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.ingest.pseudonyms.PseudonymKey;
import io.dermavigil.ingest.pseudonyms.Pseudonyms;
import io.dermavigil.ingest.reading.UnreadableFileException;
import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.events.EventKind;
import io.dermavigil.schemas.json.AvroJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventRowsTest {

    private static final RowSettings SETTINGS = settings(EventKind.SESSION, null);

    @TempDir
    private Path folder;

    @Test
    void fillsInWhatARowMayLeaveOut() throws Exception {
        SessionRecorded event = accepted(session("4711", "s-1"));
        assertThat(event.getRevision()).isEqualTo(1);
        assertThat(event.getVoided()).isFalse();
        assertThat(event.getRecordedAt()).isEqualTo(RECORDED_AT);
        assertThat(EventHeader.of(event).recordKey().eventId().version()).isEqualTo(5);
    }

    @Test
    void whatARowSaysIsKept() throws Exception {
        ObjectNode row = session("4711", "s-1")
                .put("eventId", "0190a0b0-0000-7000-8000-000000000001")
                .put("revision", 3)
                .put("voided", true)
                .put("recordedAt", "2026-03-05T10:00:00Z");
        ObjectNode written = AvroJson.write(accepted(row));
        row.remove("patientId");
        row.fields()
                .forEachRemaining(
                        field -> assertThat(written.get(field.getKey())).isEqualTo(field.getValue()));
    }

    @Test
    void aPatientIdBecomesAKeyWithinItsClinic() throws Exception {
        SessionRecorded event = accepted(session("4711", "s-1"));
        assertThat(event.getPatientKey())
                .isEqualTo(new Pseudonyms(() -> SampleRows.KEY).of("patientKey", "clinic-1", "4711"));
        assertThat(event.toString()).doesNotContain("4711");
        assertThat(accepted(session("4711", "s-1").put("clinicId", "clinic-2")).getPatientKey())
                .isNotEqualTo(event.getPatientKey());
        assertThat(accepted(session("", "s-1").put("patientId", 4711)).getPatientKey())
                .isEqualTo(event.getPatientKey());
    }

    @Test
    void aSharedIdDomainJoinsThePatientsOfAllClinics() throws Exception {
        RowSettings shared =
                new RowSettings(EventKind.SESSION, null, "chain", SETTINGS.pseudonyms(), RECORDED_AT, SETTINGS.clock());
        String here = header(session("4711", "s-1"), shared).patientKey();
        assertThat(header(session("4711", "s-1").put("clinicId", "clinic-2"), shared)
                        .patientKey())
                .isEqualTo(here);
    }

    @Test
    void rowsOfAnotherClinicAreRefusedWhereOneSpeaksForItself() throws Exception {
        RowSettings own = new RowSettings(
                EventKind.SESSION, null, null, SETTINGS.pseudonyms(), RECORDED_AT, SETTINGS.clock(), "clinic-1");
        assertThat(SampleRows.read(folder, session("1", "s"), own)).isInstanceOf(RowOutcome.Accepted.class);
        RowOutcome foreign = SampleRows.read(folder, session("1", "s").put("clinicId", "clinic-2"), own);
        assertThat(((RowOutcome.Rejected) foreign).problems())
                .extracting(RowProblem::text)
                .containsExactly("clinicId: must be clinic-1, as which is published");
    }

    @Test
    void equalContentHasOneIdAndAnyDifferenceAnother() throws Exception {
        EventHeader one = header(session("4711", "s-1"), SETTINGS);
        assertThat(header(session("4711", "s-1"), SETTINGS).eventId()).isEqualTo(one.eventId());
        assertThat(header(session("4711", "s-1").put("revision", 1).putNull("ageYears"), SETTINGS)
                        .eventId())
                .isEqualTo(one.eventId());
        assertThat(header(session("4711", "s-1").put("ageYears", 30), SETTINGS).eventId())
                .isNotEqualTo(one.eventId());
        assertThat(header(session("4712", "s-1"), SETTINGS).eventId()).isNotEqualTo(one.eventId());
        assertThat(header(session("4711", "s-1").put("recordedAt", "2026-03-30T00:00:00Z"), SETTINGS)
                        .eventId())
                .isNotEqualTo(one.eventId());
    }

    @Test
    void theIdOfARowIsPinned() throws Exception {
        ObjectNode row = session("", "s-1").put("patientKey", "patient-1");
        row.remove("patientId");
        assertThat(header(row, SETTINGS).recordKey().eventId())
                .as("another id would publish every file of every clinic anew")
                .hasToString("41be166d-d158-508c-acbd-ad738a05c35b");
    }

    @Test
    void tellsAllProblemsOfARowAtOnce() throws Exception {
        ObjectNode row = session("4711", "s 1")
                .put("treatedOn", "02.03.2026")
                .put("skinType", "7")
                .put("ageYears", 131)
                .put("treatedDate", "2026-03-02")
                .put("revision", 0);
        row.putObject("device").put("maxDepthMm", 11.0);
        row.putObject("screening").putArray("contraindications").add("FLU").add("ECZEMA");
        row.remove("condition");
        assertThat(rejected(row))
                .containsExactlyInAnyOrder(
                        "1: condition: is missing",
                        "1: treatedOn: must be a date such as 2026-03-02",
                        "1: skinType: must be one of I, II, III, IV, V, VI, UNKNOWN",
                        "1: device.technique: is missing",
                        "1: screening.contraindications[0]: must be one of ACTIVE_ACNE, ECZEMA, PSORIASIS, ROSACEA_FLARE, "
                                + "SKIN_INFECTION, OPEN_WOUND, KELOID_TENDENCY, BLEEDING_RISK, PREGNANCY, IMMUNOSUPPRESSION, "
                                + "METAL_ALLERGY, HSV_HISTORY, OTHER",
                        "1: treatedDate: is no field of SessionRecorded",
                        "1: sessionId: must match [A-Za-z0-9._:-]{1,128}",
                        "1: revision: must be at least 1",
                        "1: ageYears: must be 0..130",
                        "1: device.maxDepthMm: must be 0.0..10.0");
    }

    @Test
    void refusesTheFutureByItsOwnClock() throws Exception {
        assertThat(rejected(session("1", "s")
                        .put("recordedAt", NOW.plusSeconds(90_000).toString())))
                .containsExactly("1: recordedAt: must not be later than a day after it was received");
        assertThat(rejected(session("1", "s").put("treatedOn", "2026-04-02")))
                .containsExactly("1: treatedOn: must not be later than a day after recordedAt");
    }

    @Test
    void aPatientIdNeedsAClinicAndNoKeyBesideIt() throws Exception {
        ObjectNode row = session("4711", "s-1");
        row.remove("clinicId");
        assertThat(rejected(row))
                .containsExactlyInAnyOrder(
                        "1: patientKey: needs a clinicId, within which the patientId is unique",
                        "1: clinicId: is missing");
        assertThat(rejected(session("4711", "s-1").put("patientKey", "patient-1")))
                .containsExactly("1: patientId: must not stand beside patientKey");
        assertThat(rejected(session(" ", "s-1")))
                .containsExactly("1: patientKey: must come from a patientId that is text or a whole number");
    }

    @Test
    void csvMayUseTheFieldNames() throws Exception {
        Path file = folder.resolve("sessions.csv");
        Files.writeString(file, """
                clinicId,patientId,sessionId,treatedOn,condition,skinType,skinTypeMethod,setting,bodySite,topicalInChannel,device.technique,device.maxDepthMm,screening.contraindications
                clinic-1,4711,s-1,2026-03-02,ACNE_SCAR,IV,CLINICIAN,CLINIC,FACE,HYDROGEL,PEN,1.5,"ECZEMA,PREGNANCY"
                clinic-1,4711,s-2,2026-03-02,ACNE_SCAR,IV,CLINICIAN,CLINIC,FACE,HYDROGEL,,,
                """);
        List<RowOutcome> outcomes = SampleRows.read(file, SETTINGS);
        assertThat(problems(outcomes)).isEmpty();
        SessionRecorded first = (SessionRecorded) SampleRows.events(outcomes).get(0);
        assertThat(first.getDevice().getMaxDepthMm()).isEqualTo(1.5);
        assertThat(first.getScreening().getContraindications()).hasSize(2);
        SessionRecorded second = (SessionRecorded) SampleRows.events(outcomes).get(1);
        assertThat(second.getDevice()).isNull();
        assertThat(second.getScreening()).isNull();
        assertThat(second.getPatientKey()).isEqualTo(first.getPatientKey());
    }

    @Test
    void saysWhatIsWrongWithAFileAsAWhole() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty.csv"));
        Path unknown = Files.writeString(folder.resolve("unknown.csv"), "clinicId,Doe,patientId,Jane\n");
        assertRefused(folder.resolve("none.ndjson"), "does not exist");
        assertRefused(folder, "is a folder, not a file");
        assertRefused(empty, "is empty");
        assertThatThrownBy(() -> EventRows.open(unknown, SETTINGS))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("columns 2, 4 of the header are no fields of SessionRecorded")
                .hasMessageNotContaining("Doe");
    }

    @Test
    void needsNoKeyWhereRowsBringOne() throws Exception {
        RowSettings keyless = new RowSettings(
                EventKind.SESSION,
                null,
                null,
                new Pseudonyms(() -> {
                    throw new AssertionError("asked for a key");
                }),
                RECORDED_AT,
                Clock.systemUTC());
        ObjectNode row = session("", "s-1").put("patientKey", "patient-1");
        row.remove("patientId");
        assertThat(header(row, keyless).patientKey()).isEqualTo("patient-1");
        assertThat(PseudonymKey.random()).isNotEqualTo(PseudonymKey.random());
    }

    private static void assertRefused(Path file, String rule) {
        assertThatThrownBy(() -> EventRows.open(file, SETTINGS))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessage(file + ": " + rule);
    }

    private List<String> rejected(ObjectNode row) throws Exception {
        return problems(List.of(SampleRows.read(folder, row, SETTINGS)));
    }

    private SessionRecorded accepted(ObjectNode row) throws Exception {
        RowOutcome outcome = SampleRows.read(folder, row, SETTINGS);
        assertThat(problems(List.of(outcome))).isEmpty();
        return (SessionRecorded) ((RowOutcome.Accepted) outcome).event();
    }

    private EventHeader header(ObjectNode row, RowSettings settings) throws Exception {
        RowOutcome outcome = SampleRows.read(folder, row, settings);
        assertThat(problems(List.of(outcome))).isEmpty();
        return EventHeader.of(((RowOutcome.Accepted) outcome).event());
    }
}
