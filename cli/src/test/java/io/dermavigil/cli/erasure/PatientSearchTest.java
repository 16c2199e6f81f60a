package io.dermavigil.cli.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.cli.reconcile.ClinicLog;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatientSearchTest {

    private static final String GENERATED = "Zk3y_Of-Patient1Zk3y_Of-Patient1Zk3y_Of-Pat";

    @Property(tries = 500)
    void needlesAreFoundExactlyWhereTheyStand(
            @ForAll @Size(max = 4)
                    List<@CharRange(from = 'a', to = 'b') @StringLength(min = 4, max = 7) String> needles,
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 40) String text) {
        boolean found = new Needles(
                        needles.stream().map(PatientSearchTest::bytes).toList())
                .anyIn(bytes(text), text.length(), (any, start, end) -> true);
        assertThat(found).isEqualTo(needles.stream().anyMatch(text::contains));
    }

    @ParameterizedTest
    @ValueSource(strings = {"patient-1", "patient-1/clinic/s1//id", "{\"patientKey\":\"patient-1\"}", "x patient-1"})
    void aPseudonymIsFoundAsAWord(String text) {
        assertThat(search("patient-1").mentionedIn(bytes(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"patient-10", "patient-1-2", "a-patient-1", "patient-", ""})
    void aPartOfAnotherPseudonymIsNotThePatient(String text) {
        assertThat(search("patient-1").mentionedIn(bytes(text))).isFalse();
    }

    @Test
    void aGeneratedPseudonymIsFoundWhereverItStands() {
        assertThat(search(GENERATED).mentionedIn(bytes("x" + GENERATED + "x"))).isTrue();
        assertThat(search(GENERATED).mentionedIn(bytes(GENERATED.substring(1)))).isFalse();
    }

    /** In Avro the byte before a string is its length, which may be a letter, and so may the one after it. */
    @ParameterizedTest
    @ValueSource(strings = {"patient-1", "p23456", GENERATED})
    void anEventIsFoundByItsBytes(String patient) {
        ClinicLog log = new ClinicLog();
        log.session(patient, "s".repeat(48), "2024-03-01");
        log.session("another", "s1", "2024-03-01");
        assertThat(search(patient).mentionedIn(log.records().get(0).value())).isTrue();
        assertThat(search(patient).mentionedIn(log.records().get(1).value())).isFalse();
        assertThat(search(patient)
                        .mentionedIn(Arrays.copyOf(log.records().get(0).value(), 130)))
                .isTrue();
    }

    /** Kafka writes the length of a key before it, which may be a letter, and the patient's part ends with a slash. */
    @ParameterizedTest
    @ValueSource(
            strings = {"s1", "session-0123456789", "session-0123456789-0123456789-0123456789-0123456789-0123456789"})
    void aKeyIsFoundInASegment(String session) {
        assertThat(inSegment("patient-1/clinic/" + session + "//id")).isTrue();
        assertThat(inSegment("patient-10/clinic/" + session + "//id")).isFalse();
        assertThat(inSegment("a-patient-1/clinic/" + session + "//id")).isFalse();
    }

    private static boolean inSegment(String key) {
        ByteBuffer segment = MemoryRecords.withRecords(Compression.NONE, new SimpleRecord(bytes(key), null))
                .buffer();
        byte[] bytes = new byte[segment.remaining()];
        segment.get(bytes);
        return search("patient-1").inFiles().anyIn(bytes, bytes.length, (any, start, end) -> true);
    }

    private static PatientSearch search(String patient) {
        return new PatientSearch(List.of(new Pseudonym(patient)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
