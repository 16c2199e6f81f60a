package io.dermavigil.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dermavigil.events.ReactionReported;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.schemas.events.SampleEvents;
import io.dermavigil.schemas.events.SampleRecords;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvroJsonReaderTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aFieldWithADefaultMayBeAbsent() {
        ObjectNode json = AvroJson.write(SampleEvents.reaction());
        json.remove(List.of("seriousness", "resolvedOn", "ongoingOn", "awareOn", "sunExposureWithin72h"));

        ReactionReported read = (ReactionReported) read(json).datum();

        assertThat(read.getSeriousness()).isEmpty();
        assertThat(read.getResolvedOn()).isNull();
        assertThat(read.getGrade()).isEqualTo(2);
    }

    @Test
    void twoRecordsDoNotShareADefaultList() {
        ObjectNode json = AvroJson.write(SampleEvents.reaction());
        json.remove("seriousness");

        ReactionReported one = (ReactionReported) read(json).datum();
        ReactionReported other = (ReactionReported) read(json).datum();

        assertThat(one.getSeriousness()).isNotSameAs(other.getSeriousness());
    }

    @Test
    void aFieldWithoutADefaultMustBeThere() {
        ObjectNode json = AvroJson.write(SampleEvents.reaction());
        json.remove(List.of("grade", "onsetOn"));

        assertThat(read(json))
                .isEqualTo(new AvroJsonReader.Result(
                        null,
                        List.of(new JsonProblem("grade", "is missing"), new JsonProblem("onsetOn", "is missing"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "grade | null | must be a whole number",
                "grade | '2' | must be a whole number",
                "grade | 2.0 | must be a whole number",
                "grade | 2147483648 | must be a whole number",
                "grade | true | must be a whole number",
                "voided | 0 | must be true or false",
                "voided | 'true' | must be true or false",
                "clinicId | 7 | must be text",
                "onsetOn | '2026-02-30' | must be a date such as 2026-03-02",
                "onsetOn | '02.03.2026' | must be a date such as 2026-03-02",
                "onsetOn | 20260302 | must be a date such as 2026-03-02",
                "onsetOn | '+999999999-12-31' | must be a date such as 2026-03-02",
                "recordedAt | '2026-03-02T09:30:00' | must be a UTC instant such as 2026-03-02T09:30:00Z",
                "recordedAt | 1772443800000 | must be a UTC instant such as 2026-03-02T09:30:00Z",
                "recordedAt | '+1000000000-12-31T23:59:59Z' | must be a UTC instant such as 2026-03-02T09:30:00Z",
                "eventId | '6BA7B811-9DAD-11D1-80B4-00C04FD430C8' | must be a lower-case UUID",
                "eventId | 'x' | must be a lower-case UUID",
                "seriousness | 'DEATH' | must be a list",
                "reporter | 'NURSE' | must be one of PATIENT, CLINICIAN, UNKNOWN",
                "reporter | 0 | must be one of PATIENT, CLINICIAN, UNKNOWN"
            })
    void aValueOfTheWrongTypeIsAProblemAtItsField(String field, String value, String rule) {
        ObjectNode json = AvroJson.write(SampleEvents.reaction());
        json.set(field, value(value));

        assertThat(read(json)).isEqualTo(new AvroJsonReader.Result(null, List.of(new JsonProblem(field, rule))));
    }

    @Test
    void problemsOfNestedValuesHaveTheirPath() {
        ObjectNode json = AvroJson.write(SampleEvents.session());
        ((ObjectNode) json.get("device"))
                .put("maxDepthMm", "1,5")
                .put("technique", "LASER")
                .put("lot", "L1");
        ((ObjectNode) json.get("screening")).set("contraindications", value("['ECZEMA', 'FLU', 3]"));
        json.put("aftercare", "sun");

        String contraindications = "must be one of ACTIVE_ACNE, ECZEMA, PSORIASIS, ROSACEA_FLARE, SKIN_INFECTION,"
                + " OPEN_WOUND, KELOID_TENDENCY, BLEEDING_RISK, PREGNANCY, IMMUNOSUPPRESSION, METAL_ALLERGY,"
                + " HSV_HISTORY, OTHER";
        assertThat(AvroJsonReader.read(json, SessionRecorded.getClassSchema()).problems())
                .containsExactly(
                        new JsonProblem("device.technique", "must be one of PEN, ROLLER, STAMP, RF, OTHER, UNKNOWN"),
                        new JsonProblem("device.maxDepthMm", "must be a number"),
                        new JsonProblem("device.lot", "is no field of Device"),
                        new JsonProblem("screening.contraindications[1]", contraindications),
                        new JsonProblem("screening.contraindications[2]", contraindications),
                        new JsonProblem("aftercare", "must be an object"));
    }

    @Test
    void allProblemsOfARecordAreFoundAtOnce() {
        ObjectNode json = AvroJson.write(SampleEvents.reaction());
        json.put("grade", "two")
                .put("reporter", "NURSE")
                .put("comment", "free text")
                .remove("type");

        assertThat(read(json).problems())
                .extracting(JsonProblem::field)
                .containsExactly("type", "grade", "reporter", "comment");
    }

    @Test
    void anUnknownFieldIsNamedOnlyIfItLooksLikeAName() {
        ObjectNode json = AvroJson.write(SampleEvents.reaction());
        json.put("patient_name", "x").put("Jane Doe, born 1970", "x").put("n".repeat(65), "x");

        assertThat(read(json).problems()).extracting(JsonProblem::field).containsExactly("patient_name", "?", "?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "7", "'text'", "true"})
    void anythingButAnObjectIsOneProblem(String json) {
        assertThat(read(value(json)))
                .isEqualTo(new AvroJsonReader.Result(
                        null, List.of(new JsonProblem("ReactionReported", "must be an object"))));
    }

    @Test
    void bytesMustBeBase64() {
        SpecificRecord reject = SampleRecords.reject();
        ObjectNode json = AvroJson.write(reject);
        json.put("value", "not base64!");

        assertThat(AvroJsonReader.read(json, reject.getSchema()).problems())
                .containsExactly(new JsonProblem("value", "must be base64"));
    }

    @Test
    void instantsLoseWhatIsBelowAMillisecond() {
        ObjectNode json = AvroJson.write(SampleEvents.reaction());
        json.put("recordedAt", "2026-03-10T08:30:00.123456Z");

        ReactionReported read = (ReactionReported) read(json).datum();

        assertThat(read.getRecordedAt()).isEqualTo("2026-03-10T08:30:00.123Z");
    }

    private static AvroJsonReader.Result read(JsonNode json) {
        return AvroJsonReader.read(json, ReactionReported.getClassSchema());
    }

    private static JsonNode value(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
