package io.dermavigil.cli.erasure;

import io.dermavigil.schemas.events.Patterns;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The pseudonym of a patient to erase. Never printed: {@link #toString} does not tell it.
 *
 * @param text what clinic events hold as {@code patientKey}
 */
record Pseudonym(String text) {

    /** Length of a pseudonym made by {@link io.dermavigil.ingest.pseudonyms.Pseudonyms}: 256 bits in base64url. */
    static final int GENERATED_LENGTH = 43;

    /** Refuses what no event could hold; the message does not quote it. */
    Pseudonym {
        if (!Patterns.PATIENT_KEY.matches(text)) {
            throw new IllegalArgumentException("a pseudonym must match " + Patterns.PATIENT_KEY.regex());
        }
    }

    /** Whether it is long and random enough that its characters can stand nowhere by chance. */
    boolean isGenerated() {
        return text.length() == GENERATED_LENGTH;
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** SHA-256 of its characters, hexadecimal: who has the pseudonym can find the receipt, and not the other way. */
    String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "Pseudonym";
    }
}
