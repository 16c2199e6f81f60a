package io.dermavigil.cli.stack;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.StackTarget;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dermavigil down}. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Stops the local stack of a data folder; its data stays.",
        footer = {"", "Example:", "  dermavigil down --data clinics"})
public final class DownCommand implements Callable<Integer> {

    private static final int STOPPED_WITHIN_SECONDS = 120;

    @Option(names = "--data", paramLabel = "DIR", description = "Data folder of the stack (default: data).")
    private Path data = StackTarget.DEFAULT_DATA;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        StackFile stack = StackFile.ofRunning(data);
        ProcessHandle process = ProcessHandle.of(stack.pid())
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.STACK_UNREACHABLE, "the stack on " + data + " is going down already"));
        if (!process.destroy()) {
            throw new CommandFailure(
                    ExitCode.FAILED, "process " + stack.pid() + " does not take a signal from this user");
        }
        try {
            process.onExit().get(STOPPED_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "process " + stack.pid() + " still runs after " + STOPPED_WITHIN_SECONDS + " s. See "
                            + new DataFolder(data).log(),
                    e);
        }
        spec.commandLine().getErr().println("the stack on " + data + " has stopped");
        return ExitCode.OK;
    }
}
