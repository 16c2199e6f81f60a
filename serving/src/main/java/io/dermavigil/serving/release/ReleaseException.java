package io.dermavigil.serving.release;

import java.io.Serial;

/** There is nothing that could be released now; the message says why. */
public final class ReleaseException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** With the reason, which never holds a count. */
    public ReleaseException(String message) {
        super(message);
    }

    /** With the reason and what led to it. */
    public ReleaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
