package io.dermavigil.ingest.rows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dermavigil.ingest.mapping.ColumnMapping;
import io.dermavigil.ingest.pseudonyms.PseudonymKey;
import io.dermavigil.ingest.pseudonyms.Pseudonyms;
import io.dermavigil.schemas.events.EventKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Rows and settings for tests. */
public final class SampleRows {

    /** The clock of the tests. */
    public static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");
    /** What rows get that do not say when they were recorded. */
    public static final Instant RECORDED_AT = Instant.parse("2026-03-31T08:00:00Z");
    /** One key for all tests of a run. */
    public static final PseudonymKey KEY = PseudonymKey.random();

    private SampleRows() {}

    /** A sound session as a clinic would write it: no eventId, revision, voided or recordedAt. */
    public static ObjectNode session(String patientId, String sessionId) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("clinicId", "clinic-1")
                .put("patientId", patientId)
                .put("sessionId", sessionId)
                .put("treatedOn", "2026-03-02")
                .put("condition", "ACNE_SCAR")
                .put("skinType", "IV")
                .put("skinTypeMethod", "CLINICIAN")
                .put("setting", "CLINIC")
                .put("bodySite", "FACE")
                .put("topicalInChannel", "HYDROGEL");
    }

    /** Settings with the tests' clock and key. */
    public static RowSettings settings(EventKind kind, ColumnMapping mapping) {
        return new RowSettings(
                kind, mapping, null, new Pseudonyms(() -> KEY), RECORDED_AT, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** What becomes of every row of a file. */
    public static List<RowOutcome> read(Path file, RowSettings settings) throws Exception {
        List<RowOutcome> outcomes = new ArrayList<>();
        try (EventRows rows = EventRows.open(file, settings)) {
            for (RowOutcome row = rows.next(); row != null; row = rows.next()) {
                outcomes.add(row);
            }
        }
        return outcomes;
    }

    /** What becomes of one NDJSON row. */
    public static RowOutcome read(Path folder, ObjectNode row, RowSettings settings) throws Exception {
        Path file = Files.createTempFile(folder, "row", ".ndjson");
        Files.writeString(file, row.toString());
        return read(file, settings).get(0);
    }

    /** The events among outcomes. */
    public static List<SpecificRecord> events(List<RowOutcome> outcomes) {
        return outcomes.stream()
                .filter(RowOutcome.Accepted.class::isInstance)
                .map(outcome -> ((RowOutcome.Accepted) outcome).event())
                .toList();
    }

    /** {@code line: problem} of the rejected rows among outcomes. */
    public static List<String> problems(List<RowOutcome> outcomes) {
        return outcomes.stream()
                .filter(RowOutcome.Rejected.class::isInstance)
                .flatMap(outcome -> ((RowOutcome.Rejected) outcome)
                        .problems().stream().map(problem -> outcome.row().line() + ": " + problem.text()))
                .toList();
    }
}
