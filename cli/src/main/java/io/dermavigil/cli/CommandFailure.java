package io.dermavigil.cli;

/** Ends a command with a message for people on standard error and an exit code; no stack trace is shown. */
public final class CommandFailure extends RuntimeException {

    private final int exitCode;

    /**
     * A failure that the user can act on.
     *
     * @param exitCode one of {@link ExitCode}
     * @param message what failed and what to do
     */
    public CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** A failure with the exception that caused it, for {@code --verbose}. */
    public CommandFailure(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** One of {@link ExitCode}. */
    public int exitCode() {
        return exitCode;
    }
}
