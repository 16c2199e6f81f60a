package io.dermavigil.cli;

import io.dermavigil.cli.reconcile.ReconcileCommand;
import io.dermavigil.cli.rejects.RejectsCommand;
import io.dermavigil.cli.simulate.SimulateCommand;
import io.dermavigil.cli.stack.DownCommand;
import io.dermavigil.cli.stack.StatusCommand;
import io.dermavigil.cli.stack.UpCommand;
import io.dermavigil.cli.summaries.SummariesCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code dermavigil} command. */
@Command(
        name = "dermavigil",
        mixinStandardHelpOptions = true,
        version = "dermavigil 0.1.0-SNAPSHOT",
        description = "Treatment-outcome vigilance for clinic chains.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            SimulateCommand.class,
            SummariesCommand.class,
            RejectsCommand.class,
            ReconcileCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Dermavigil {

    private Dermavigil() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line with all commands; failures become a message and an exit code. */
    public static CommandLine commandLine() {
        return new CommandLine(new Dermavigil())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExitCodeExceptionMapper(Dermavigil::exitCode)
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> {
                    if (!(failure instanceof CommandFailure)) {
                        throw failure;
                    }
                    commandLine.getErr().println("dermavigil: " + failure.getMessage());
                    return exitCode(failure);
                });
    }

    private static int exitCode(Throwable failure) {
        if (failure instanceof CommandLine.ParameterException) {
            return ExitCode.USAGE;
        }
        return failure instanceof CommandFailure known ? known.exitCode() : ExitCode.FAILED;
    }
}
