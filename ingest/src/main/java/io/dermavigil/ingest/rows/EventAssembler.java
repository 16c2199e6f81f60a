package io.dermavigil.ingest.rows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dermavigil.ingest.mapping.CellProblem;
import io.dermavigil.ingest.pseudonyms.Pseudonyms;
import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.json.AvroJsonReader;
import io.dermavigil.schemas.validation.EventValidator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;

/** Completes the JSON form of an event with its defaults and reads and checks it with the contract's own code. */
final class EventAssembler {

    static final String NO_ID = "00000000-0000-0000-0000-000000000000";

    private static final String EVENT_ID = "eventId";
    private static final String PATIENT_ID = "patientId";
    private static final String CLINIC_ID = "clinicId";
    private static final String MISSING = "is missing";

    private final RowSettings settings;
    private long recordedAtDefaults;

    EventAssembler(RowSettings settings) {
        this.settings = settings;
    }

    /** Rows so far that brought no {@code recordedAt} of their own. */
    long recordedAtDefaults() {
        return recordedAtDefaults;
    }

    /**
     * What a row became.
     *
     * @param event the event, or null
     * @param problems why there is none; empty when there is one
     */
    record Assembled(SpecificRecord event, List<CellProblem> problems) {}

    /**
     * Makes an event.
     *
     * @param object JSON form as far as the row gave it; its own fields are changed here, not those of its groups
     * @param cellProblems what was already found; the fields they name count as present
     */
    Assembled assemble(ObjectNode object, List<CellProblem> cellProblems) {
        List<CellProblem> problems = new ArrayList<>(cellProblems);
        patientKey(object, problems);
        Set<String> broken = new TreeSet<>();
        problems.forEach(problem -> broken.add(problem.field()));
        boolean named = complete(object, broken);
        Instant now = settings.clock().instant();
        AvroJsonReader.Result read = AvroJsonReader.read(object, settings.kind().schema());
        for (var problem : read.problems()) {
            if (!(problem.rule().equals(MISSING) && broken.contains(problem.field()))) {
                problems.add(new CellProblem(problem.field(), problem.rule()));
            }
            broken.add(problem.field());
        }
        SpecificRecord event = read.datum() != null && broken.isEmpty() ? read.datum() : patched(object, broken, now);
        if (event != null) {
            foreign(event, broken, problems);
            for (var problem : EventValidator.problems(event, EventHeader.of(event), now)) {
                if (!broken.contains(problem.field())) {
                    problems.add(new CellProblem(problem.field(), problem.rule()));
                }
            }
        }
        if (!problems.isEmpty()) {
            return new Assembled(null, problems);
        }
        if (!named) {
            event.put(settings.kind().schema().getField(EVENT_ID).pos(), ContentIds.of(event));
        }
        return new Assembled(event, List.of());
    }

    private void foreign(SpecificRecord event, Set<String> broken, List<CellProblem> problems) {
        String only = settings.onlyClinic();
        if (only != null
                && !broken.contains(CLINIC_ID)
                && !EventHeader.of(event).clinicId().equals(only)) {
            problems.add(new CellProblem(CLINIC_ID, "must be " + only + ", as which is published"));
        }
    }

    private SpecificRecord patched(ObjectNode object, Set<String> broken, Instant now) {
        Placeholders placeholders = new Placeholders(settings.kind().schema(), now);
        ObjectNode patched = object.deepCopy();
        broken.forEach(path -> placeholders.put(patched, path));
        return AvroJsonReader.read(patched, settings.kind().schema()).datum();
    }

    /** Sets defaults where a field is unset and not broken; tells whether the row brought an id of its own. */
    private boolean complete(ObjectNode object, Set<String> broken) {
        if (isUnset(object, "revision") && !broken.contains("revision")) {
            object.put("revision", 1);
        }
        if (isUnset(object, "voided") && !broken.contains("voided")) {
            object.put("voided", false);
        }
        if (isUnset(object, "recordedAt") && !broken.contains("recordedAt")) {
            object.put("recordedAt", settings.recordedAt().toString());
            recordedAtDefaults++;
        }
        boolean named = !isUnset(object, EVENT_ID);
        if (!named) {
            object.put(EVENT_ID, NO_ID);
        }
        return named;
    }

    private void patientKey(ObjectNode object, List<CellProblem> problems) {
        JsonNode id = object.remove(PATIENT_ID);
        if (id == null || id.isNull()) {
            return;
        }
        if (!isUnset(object, Pseudonyms.PATIENT)) {
            problems.add(new CellProblem(PATIENT_ID, "must not stand beside patientKey"));
            return;
        }
        String text = id.isTextual() || id.isIntegralNumber() ? id.asText().strip() : "";
        JsonNode clinic = object.get(CLINIC_ID);
        String domain = settings.idDomain() != null
                ? settings.idDomain()
                : clinic != null && clinic.isTextual() ? clinic.textValue() : "";
        if (text.isEmpty()) {
            problems.add(
                    new CellProblem(Pseudonyms.PATIENT, "must come from a patientId that is text or a whole number"));
        } else if (domain.isEmpty()) {
            problems.add(new CellProblem(Pseudonyms.PATIENT, "needs a clinicId, within which the patientId is unique"));
        } else {
            object.put(Pseudonyms.PATIENT, settings.pseudonyms().of(Pseudonyms.PATIENT, domain, text));
        }
    }

    private static boolean isUnset(ObjectNode object, String field) {
        JsonNode value = object.get(field);
        return value == null || value.isNull();
    }
}
