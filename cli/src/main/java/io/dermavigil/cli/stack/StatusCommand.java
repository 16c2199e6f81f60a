package io.dermavigil.cli.stack;

import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.StackTarget;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dermavigil status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows whether a local stack runs, what its job does, and how far the summaries are.",
        footer = {"", "Ends with 4 when no stack runs.", "", "Example:", "  dermavigil status --output json"})
public final class StatusCommand implements Callable<Integer> {

    /** Forms of the answer. */
    enum Output {
        /** For people. */
        TABLE,
        /** For programs. */
        JSON
    }

    @Option(names = "--data", paramLabel = "DIR", description = "Data folder of the stack (default: data).")
    private Path data = StackTarget.DEFAULT_DATA;

    @Option(names = "--output", paramLabel = "FORM", description = "${COMPLETION-CANDIDATES} (default: table).")
    private Output output = Output.TABLE;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        StackStatus status = StackStatus.of(new DataFolder(data));
        PrintWriter out = spec.commandLine().getOut();
        switch (output) {
            case TABLE -> out.print(status.table());
            case JSON -> out.println(status.json());
        }
        out.flush();
        return ExitCode.OK;
    }
}
