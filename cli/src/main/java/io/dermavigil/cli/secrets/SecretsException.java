package io.dermavigil.cli.secrets;

/** A folder of secrets is not as it must be; the message says what to do and holds no secret. */
public final class SecretsException extends Exception {

    /** A failure without a cause of its own. */
    public SecretsException(String message) {
        super(message);
    }

    /** A failure with its cause. */
    public SecretsException(String message, Throwable cause) {
        super(message, cause);
    }
}
