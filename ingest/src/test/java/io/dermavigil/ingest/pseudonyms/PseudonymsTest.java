package io.dermavigil.ingest.pseudonyms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermavigil.schemas.events.Patterns;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PseudonymsTest {

    /** 32 bytes 00 01 .. 1f. */
    private static final PseudonymKey KEY = PseudonymKey.parse(
                    "dermavigil-pseudonym-key-1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\n")
            .orElseThrow();

    private final Pseudonyms pseudonyms = new Pseudonyms(() -> KEY);

    @Test
    void isHmacSha256OfLengthsAndParts() {
        // computed with Python's hmac over b"\0\0\0\x0apatientKey" + b"\0\0\0\x03701" + b"\0\0\0\x0b01-701-1015"
        assertThat(pseudonyms.of("patientKey", "701", "01-701-1015"))
                .isEqualTo("LpupjtWuW8oT0gxcOKYjHCWT4hXFdjQIusa34uNTLyA");
    }

    @Property
    void fitsThePatternOfAPatientKey(@ForAll @StringLength(min = 1, max = 100) String id) {
        String pseudonym = pseudonyms.of(Pseudonyms.PATIENT, "clinic-1", id);
        assertThat(pseudonym).hasSize(43);
        assertThat(Patterns.PATIENT_KEY.matches(pseudonym)).isTrue();
        assertThat(pseudonyms.of(Pseudonyms.PATIENT, "clinic-1", id)).isEqualTo(pseudonym);
    }

    @Test
    void everyPartCounts() {
        assertThat(pseudonyms.of("a", "bc", "d"))
                .isNotEqualTo(pseudonyms.of("ab", "c", "d"))
                .isNotEqualTo(pseudonyms.of("a", "b", "cd"))
                .isNotEqualTo(new Pseudonyms(PseudonymKey::random).of("a", "bc", "d"));
    }

    @Test
    void nothingIsNoId() {
        assertThatThrownBy(() -> pseudonyms.of("a", "b", "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theKeyIsNotAskedForWithoutAnId() {
        new Pseudonyms(() -> {
            throw new AssertionError("no key is needed");
        });
        assertThat(KEY.toString()).isEqualTo("PseudonymKey");
    }
}
