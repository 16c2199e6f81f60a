package io.dermavigil.serving.tokens;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A secret of 256 random bits, as text with a prefix that says what it opens. It is shown once and stored only as its
 * SHA-256: so much randomness cannot be guessed, so a salt or a slow hash would add nothing.
 *
 * @param text the secret; never to be logged
 */
public record Secret(String text) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("dv[cs]?_[A-Za-z0-9_-]{43}");

    /** What a secret opens. */
    public enum Kind {
        /** An API token. */
        TOKEN("dv_"),
        /** The code of a sign-in link. */
        CODE("dvc_"),
        /** The cookie of a session. */
        SESSION("dvs_");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    /** A new secret. */
    public static Secret random(Kind kind) {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Secret(kind.prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Whether the text can be a secret of this kind; what cannot need not be looked up. */
    public static boolean looksLike(Kind kind, String text) {
        return FORM.matcher(text).matches() && text.startsWith(kind.prefix);
    }

    /** The SHA-256 of the text, under which the store knows it. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
