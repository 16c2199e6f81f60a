package io.dermavigil.serving.store;

/** The store cannot be used. The message says why, and what to do about it, without any secret. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreException(String message) {
        super(message);
    }

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
