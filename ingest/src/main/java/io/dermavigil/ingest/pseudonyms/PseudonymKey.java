package io.dermavigil.ingest.pseudonyms;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The secret under which a chain's ids become pseudonyms: 256 random bits. Whoever has it can test guesses of an id; whoever
 * loses it can never again connect new rows with old ones. Its text form is for key files only, never for a screen or log.
 */
public final class PseudonymKey {

    private static final int BYTES = 32;
    private static final String PREFIX = "dermavigil-pseudonym-key-1:";

    private final byte[] secret;

    private PseudonymKey(byte[] secret) {
        this.secret = secret;
    }

    /** A new random key. */
    public static PseudonymKey random() {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        return new PseudonymKey(secret);
    }

    /** Reads the text of a key file; empty when it is none. */
    static Optional<PseudonymKey> parse(String text) {
        String line = text.strip();
        if (!line.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            byte[] secret = Base64.getUrlDecoder().decode(line.substring(PREFIX.length()));
            return secret.length == BYTES ? Optional.of(new PseudonymKey(secret)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The text of a key file. */
    String fileText() {
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret) + "\n";
    }

    byte[] secret() {
        return secret;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PseudonymKey that && java.security.MessageDigest.isEqual(secret, that.secret);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(secret);
    }

    /** Says nothing of the key. */
    @Override
    public String toString() {
        return "PseudonymKey";
    }
}
