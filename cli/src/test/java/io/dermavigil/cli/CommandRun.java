package io.dermavigil.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * One run of the command in this process.
 *
 * @param code exit code
 * @param out what went to standard output
 * @param err what went to standard error
 */
public record CommandRun(int code, String out, String err) {

    /** Runs {@code dermavigil} with arguments. */
    public static CommandRun of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                Dermavigil.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = command.execute(args);
        return new CommandRun(code, out.toString(), err.toString());
    }
}
