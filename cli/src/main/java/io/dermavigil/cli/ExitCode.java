package io.dermavigil.cli;

/** The exit codes of every command; documented in {@code docs/commands.md}. */
public final class ExitCode {

    /** Done. */
    public static final int OK = 0;
    /** Failed for a reason that the message names. */
    public static final int FAILED = 1;
    /** The command line was wrong. */
    public static final int USAGE = 2;
    /** Some rows were rejected; all others are published. */
    public static final int ROWS_REJECTED = 3;
    /** No stack answers where one was expected. */
    public static final int STACK_UNREACHABLE = 4;
    /** A check found a difference. */
    public static final int CHECK_FAILED = 5;

    private ExitCode() {}
}
