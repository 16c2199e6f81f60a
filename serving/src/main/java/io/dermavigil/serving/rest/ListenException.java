package io.dermavigil.serving.rest;

/** The server cannot listen where it is told to; the message says where and why. */
public final class ListenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ListenException(String message, Throwable cause) {
        super(message, cause);
    }
}
