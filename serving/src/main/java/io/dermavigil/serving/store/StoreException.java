package io.dermavigil.serving.store;

/** The store cannot be used. The message says why, and what to do about it, without any secret. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With why, and what to do about it. */
    public StoreException(String message) {
        super(message);
    }

    /** With what caused it. */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
