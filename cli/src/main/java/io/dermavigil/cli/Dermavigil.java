package io.dermavigil.cli;

import io.dermavigil.cli.baselines.BaselinesCommand;
import io.dermavigil.cli.doctor.DoctorCommand;
import io.dermavigil.cli.erasure.EraseCommand;
import io.dermavigil.cli.exports.ExportCommand;
import io.dermavigil.cli.generations.GenerationsCommand;
import io.dermavigil.cli.jobs.JobCommand;
import io.dermavigil.cli.monitor.MonitorCommand;
import io.dermavigil.cli.provision.ProvisionCommand;
import io.dermavigil.cli.publish.KeyCommand;
import io.dermavigil.cli.publish.PublishCommand;
import io.dermavigil.cli.reconcile.ReconcileCommand;
import io.dermavigil.cli.rejects.RejectsCommand;
import io.dermavigil.cli.releases.ReleaseCommand;
import io.dermavigil.cli.secrets.SecretsCommand;
import io.dermavigil.cli.serving.ServeCommand;
import io.dermavigil.cli.simulate.SimulateCommand;
import io.dermavigil.cli.stack.DemoCommand;
import io.dermavigil.cli.stack.DownCommand;
import io.dermavigil.cli.stack.StatusCommand;
import io.dermavigil.cli.stack.UpCommand;
import io.dermavigil.cli.summaries.SummariesCommand;
import io.dermavigil.cli.tokens.SignInCommand;
import io.dermavigil.cli.tokens.TokenCommand;
import io.dermavigil.schemas.registry.RegistryUnavailableException;
import io.dermavigil.schemas.registry.SchemaRefusedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code dermavigil} command. */
@Command(
        name = "dermavigil",
        mixinStandardHelpOptions = true,
        version = "dermavigil " + Dermavigil.VERSION,
        description = "Treatment-outcome vigilance for clinic chains.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            PublishCommand.class,
            SimulateCommand.class,
            SummariesCommand.class,
            BaselinesCommand.class,
            RejectsCommand.class,
            ReconcileCommand.class,
            EraseCommand.class,
            GenerationsCommand.class,
            JobCommand.class,
            ServeCommand.class,
            ReleaseCommand.class,
            ExportCommand.class,
            TokenCommand.class,
            SignInCommand.class,
            KeyCommand.class,
            SecretsCommand.class,
            ProvisionCommand.class,
            MonitorCommand.class,
            DoctorCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Dermavigil {

    /** Version of the program. */
    public static final String VERSION = "0.1.0-SNAPSHOT";

    private Dermavigil() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        try {
            LogForm.ofProcess().use();
        } catch (CommandFailure e) {
            System.err.println("dermavigil: " + e.getMessage());
            System.exit(e.exitCode());
        }
        System.exit(commandLine().execute(args));
    }

    /** The command line with all commands; failures become a message and an exit code. */
    public static CommandLine commandLine() {
        return new CommandLine(new Dermavigil())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExitCodeExceptionMapper(Dermavigil::exitCode)
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> {
                    if (isExpected(failure)) {
                        commandLine.getErr().println("dermavigil: " + failure.getMessage());
                    } else {
                        commandLine.getErr().println("dermavigil: failed for a reason that no command expects:");
                        failure.printStackTrace(commandLine.getErr());
                    }
                    commandLine.getErr().flush();
                    return exitCode(failure);
                });
    }

    private static boolean isExpected(Exception failure) {
        return failure instanceof CommandFailure
                || failure instanceof RegistryUnavailableException
                || failure instanceof SchemaRefusedException;
    }

    private static int exitCode(Throwable failure) {
        if (failure instanceof CommandFailure known) {
            return known.exitCode();
        }
        if (failure instanceof RegistryUnavailableException) {
            return ExitCode.STACK_UNREACHABLE;
        }
        return failure instanceof CommandLine.ParameterException ? ExitCode.USAGE : ExitCode.FAILED;
    }
}
