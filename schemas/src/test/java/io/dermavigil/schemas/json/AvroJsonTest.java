package io.dermavigil.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dermavigil.schemas.events.SampleEvents;
import io.dermavigil.schemas.events.SampleRecords;
import io.dermavigil.schemas.events.ValidEvents;
import io.dermavigil.summaries.ClinicStatus;
import io.dermavigil.summaries.Occurrence;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AvroJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Byte for byte the example of EVENTS, but for its line breaks. */
    @Test
    void sideEffectsAreWrittenAsTheContractShows() {
        assertThat(AvroJson.write(SampleRecords.sideEffects()).toString()).isEqualTo("""
                        {"grouping":"STRATUM","period":{"kind":"MONTH","start":"2026-03-01"},"setting":"CLINIC",\
                        "condition":"ACNE_SCAR","skinType":"IV","clinicId":null,"deviceModel":null,"cartridgeLot":null,\
                        "sessions":412,"patients":187,\
                        "any":{"sessions":160,"patients":98,"rate":0.388,"rateLow":0.342,"rateHigh":0.436},\
                        "adverse":{"sessions":12,"patients":11,"rate":0.029,"rateLow":0.017,"rateHigh":0.05},\
                        "reactions":{"HYPERPIGMENTATION":{"sessions":9,"patients":9,"rate":0.022,"rateLow":0.012,\
                        "rateHigh":0.041,"reports":10,"adverseReports":10,"adverseSessions":9,"adversePatients":9,\
                        "byGrade":[6,3,1,0,0],"serious":0,"unresolved":4,"resolutionUnknown":0,\
                        "onsetDays":{"14":2,"21":8},"resolutionDays":{"60":6}}},\
                        "sessionsByDay":{"2026-03-02":21},"updatedAt":"2026-04-02T09:12:44Z"}""");
    }

    @Test
    void satisfactionIsWrittenAsTheContractShows() {
        String overall = """
                {"byScore":[4,11,40,110,65],"mean":3.96,"topBoxRate":0.761,"topBoxLow":0.702,"topBoxHigh":0.811,\
                "improvementByGrade":[30,80,60,20,2]}""";
        String none = """
                {"byScore":[0,0,0,0,0],"mean":null,"topBoxRate":null,"topBoxLow":null,"topBoxHigh":null,\
                "improvementByGrade":[0,0,0,0,0]}""";

        assertThat(AvroJson.write(SampleRecords.satisfaction()).toString()).isEqualTo("""
                        {"grouping":"STRATUM","period":{"kind":"MONTH","start":"2026-03-01"},"setting":"CLINIC",\
                        "condition":"ACNE_SCAR","skinType":"IV","clinicId":null,"deviceModel":null,"cartridgeLot":null,\
                        "sessions":412,"ratedSessions":230,"overall":%1$s,\
                        "byWeeks":{"0-1":%1$s,"2-4":%2$s,"13+":%2$s},"bySessionNumber":{"1":%1$s,"4+":%2$s},\
                        "updatedAt":"2026-04-02T09:12:44Z"}""".formatted(overall, none));
    }

    @Test
    void idsBytesAndInstantsAreText() {
        JsonNode session = AvroJson.write(SampleEvents.session());
        assertThat(session.get("eventId").textValue()).isEqualTo("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
        assertThat(session.get("recordedAt").textValue()).isEqualTo("2026-03-10T08:30:00Z");
        assertThat(session.get("treatedOn").textValue()).isEqualTo("2026-03-02");
        assertThat(session.get("device").get("maxDepthMm").doubleValue()).isEqualTo(1.5);

        JsonNode reject = AvroJson.write(SampleRecords.reject());
        assertThat(reject.get("key").textValue()).isEqualTo("AQID");
        assertThat(reject.get("value").textValue()).isEqualTo("wwEA/w==");
        assertThat(SampleRecords.reject().getKey().remaining()).isEqualTo(3);
    }

    @Test
    void rateOfNothingIsNull() {
        assertThat(AvroJson.write(new Occurrence(0L, 0L, null, null, null)).toString())
                .isEqualTo("{\"sessions\":0,\"patients\":0,\"rate\":null,\"rateLow\":null,\"rateHigh\":null}");
    }

    @Test
    void mapKeysSortByTheNumberTheyBeginWith() {
        ClinicStatus status = SampleRecords.clinicStatus();
        status.setRejected(Map.of("10", 1L, "2", 1L, "1a", 1L, "0-1", 1L, "13+", 1L, "B", 1L, "A", 1L, "", 1L));

        assertThat(List.copyOf(AvroJson.write(status).get("rejected").properties()).stream()
                        .map(Map.Entry::getKey))
                .containsExactly("", "A", "B", "0-1", "1a", "2", "10", "13+");
    }

    @ParameterizedTest
    @MethodSource("io.dermavigil.schemas.events.SampleRecords#all")
    void everyTypeComesBackEqual(SpecificRecord datum) throws Exception {
        JsonNode json = JSON.readTree(AvroJson.write(datum).toString());

        assertThat(AvroJsonReader.read(json, datum.getSchema())).isEqualTo(new AvroJsonReader.Result(datum, List.of()));
    }

    @Provide
    Arbitrary<SpecificRecord> events() {
        return ValidEvents.any();
    }

    @Property(tries = 500)
    void everyEventComesBackEqual(@ForAll("events") SpecificRecord event) throws Exception {
        JsonNode json = JSON.readTree(AvroJson.write(event).toString());

        assertThat(AvroJsonReader.read(json, event.getSchema())).isEqualTo(new AvroJsonReader.Result(event, List.of()));
    }
}
