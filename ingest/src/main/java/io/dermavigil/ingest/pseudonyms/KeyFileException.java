package io.dermavigil.ingest.pseudonyms;

/** A key file that cannot be used as it is. The message says what to do and never shows the key. */
public final class KeyFileException extends Exception {

    /** A problem that the user can act on. */
    public KeyFileException(String message) {
        super(message);
    }

    /** A problem with the file system. */
    public KeyFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
