package io.dermavigil.schemas.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RejectKeyTest {

    @Test
    void namesThePlaceOfTheRejectedRecordAndIsReadBack() {
        RejectKey key = RejectKey.of(new RawRecord("clinic.berlin-1.sessions", 3, 9_000_000_000L, 5, null, null));
        assertThat(key.bytes()).asString(StandardCharsets.UTF_8).isEqualTo("clinic.berlin-1.sessions:3:9000000000");
        assertThat(RejectKey.parse(key.bytes())).contains(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clinic.sessions", "clinic.sessions:0", "clinic.sessions:0:-1", ":0:1", "A:0:1", ""})
    void otherKeysAreNone(String text) {
        assertThat(RejectKey.parse(text)).isEmpty();
    }

    @Test
    void aMissingOrEndlessKeyIsNone() {
        assertThat(RejectKey.parse((byte[]) null)).isEmpty();
        assertThat(RejectKey.parse("a".repeat(1 << 20).getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }
}
