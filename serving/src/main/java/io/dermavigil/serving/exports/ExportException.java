package io.dermavigil.serving.exports;

/** The export cannot be made. The message says why; the folder is as it was. */
public final class ExportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With why. */
    public ExportException(String message) {
        super(message);
    }

    /** With what caused it. */
    public ExportException(String message, Throwable cause) {
        super(message, cause);
    }
}
