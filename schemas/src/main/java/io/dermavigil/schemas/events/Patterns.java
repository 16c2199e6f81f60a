package io.dermavigil.schemas.events;

import java.util.regex.Pattern;

/** The patterns that identifiers must match as a whole. */
public enum Patterns {
    /** Clinic. */
    CLINIC_ID("[a-z0-9-]{1,64}"),
    /** Keyed pseudonym of a patient. */
    PATIENT_KEY("[A-Za-z0-9_-]{6,86}"),
    /** Session, reaction or rating. */
    LOCAL_ID("[A-Za-z0-9._:-]{1,128}"),
    /** UUID in its canonical lower-case text form. */
    UUID_TEXT("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** The longest key that the patterns allow, in bytes. */
    static final int MAX_KEY_LENGTH = 86 + 64 + 128 + 128 + 36 + 4;

    private final Pattern pattern;

    Patterns(String regex) {
        pattern = Pattern.compile(regex);
    }

    /** Whether the whole text matches. */
    public boolean matches(String text) {
        return pattern.matcher(text).matches();
    }

    /** The regular expression, for messages. */
    public String regex() {
        return pattern.pattern();
    }
}
