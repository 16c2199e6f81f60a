package io.dermavigil.schemas.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordKeyTest {

    private static final String ID = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";

    @Provide
    Arbitrary<SpecificRecord> events() {
        return ValidEvents.any();
    }

    @Property
    void theKeyOfEveryEventComesBackFromItsBytes(@ForAll("events") SpecificRecord event) {
        RecordKey key = EventHeader.of(event).recordKey();

        assertThat(key.bytes().length).isLessThanOrEqualTo(Patterns.MAX_KEY_LENGTH);
        assertThat(RecordKey.parse(key.bytes())).contains(key);
    }

    @Test
    void theTextIsAsTheContractSays() {
        assertThat(EventHeader.of(SampleEvents.session()).recordKey().text())
                .isEqualTo("k3y_Of-Patient1/berlin-1/S:2026.03-1_a//" + ID);
        assertThat(EventHeader.of(SampleEvents.reaction()).recordKey().text())
                .isEqualTo("k3y_Of-Patient1/berlin-1/S:2026.03-1_a/r1/6ba7b811-9dad-11d1-80b4-00c04fd430c8");
    }

    @Test
    void theLongestKeyIsRead() {
        String longest =
                "P".repeat(86) + "/" + "c".repeat(64) + "/" + "S".repeat(128) + "/" + "R".repeat(128) + "/" + ID;

        assertThat(parse(longest)).isTrue();
        assertThat(parse(longest + "0")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "////",
                "patient/berlin-1/s1/" + ID,
                "patient/berlin-1/s1/r1/" + ID + "/",
                "short/berlin-1/s1/r1/" + ID,
                "patient/Berlin/s1/r1/" + ID,
                "patient/berlin-1//r1/" + ID,
                "patient/berlin-1/s 1/r1/" + ID,
                "patient/berlin-1/s1/r\n1/" + ID,
                "patient/berlin-1/s1/r1/" + ID + "\n",
                "patient/berlin-1/s1/r1/6BA7B810-9DAD-11D1-80B4-00C04FD430C8",
                "patient/berlin-1/s1/r1/6ba7b810",
                "patient/berlin-1/s1/r1/1-1-1-1-1",
                "p\u00e4tient/berlin-1/s1/r1/" + ID
            })
    void anythingElseIsNoKey(String text) {
        assertThat(parse(text)).isFalse();
    }

    @Test
    void nullAndBytesThatAreNoTextAreNoKey() {
        assertThat(RecordKey.parse(null)).isEmpty();
        assertThat(RecordKey.parse(new byte[] {(byte) 0xC3, 0x01, 0, 0})).isEmpty();
        assertThat(RecordKey.parse(new byte[10_000_000])).isEmpty();
    }

    @Property
    void randomBytesNeverThrow(@ForAll byte[] bytes) {
        assertThat(RecordKey.parse(bytes)).isEmpty();
    }

    private static boolean parse(String text) {
        return RecordKey.parse(text.getBytes(StandardCharsets.UTF_8)).isPresent();
    }
}
