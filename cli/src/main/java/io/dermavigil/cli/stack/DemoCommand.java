package io.dermavigil.cli.stack;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.Dermavigil;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.simulate.ChainOptions;
import io.dermavigil.ingest.simulator.SimulationConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.flink.util.FileUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dermavigil demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Starts a fresh local stack, simulates a chain of clinics, and shows what comes out.",
        footer = {
            "",
            "Stays up until Ctrl-C, so that other commands can look at it; then its data is gone, unless --data is given.",
            "",
            "Example:",
            "  dermavigil demo --clinics 20 --sessions 50000 --seed 7 --once"
        })
public final class DemoCommand implements Callable<Integer> {

    @Mixin
    private ChainOptions chain;

    @Option(names = "--data", paramLabel = "DIR", description = "New folder to keep the data in (default: temporary).")
    private Path data;

    @Option(names = "--port", paramLabel = "PORT", description = "Broker's port (default: 9092, or a free one).")
    private Integer port;

    @Mixin
    private StoreOptions store;

    @Option(names = "--once", description = "Leave when the tables are shown.")
    private boolean once;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        SimulationConfig config = chain.config();
        StoreChoice choice = store.choice(spec);
        boolean temporary = data == null;
        DataFolder folder = freshFolder();
        try {
            StackLog.to(folder.log());
            StopRequest stop = StopRequest.listen(false);
            StackOptions options =
                    new StackOptions(folder, BrokerPort.checked(port, spec), StateBackend.HEAP, false, choice);
            tell("starting a stack in " + folder.path());
            new ForegroundStack(options, stop, this::tell).run(stack -> show(config, stack, options), once);
        } finally {
            if (temporary) {
                FileUtils.deleteDirectory(folder.path().toFile());
            }
        }
        return ExitCode.OK;
    }

    private DataFolder freshFolder() throws IOException {
        DataFolder folder = new DataFolder(data == null ? Files.createTempDirectory("dermavigil-demo-") : data);
        if (!folder.isNew()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    data
                            + " is not empty; the demo wants a new folder. To run a stack on this one: dermavigil up --data "
                            + data);
        }
        folder.prepare();
        return folder;
    }

    private void show(SimulationConfig config, StackFile stack, StackOptions options) {
        DataFolder folder = options.data();
        if (!once) {
            DashboardLink.of(options, stack).ifPresent(this::tell);
        }
        new SimulatedChain(config, stack.bootstrap(), this::tell).publishAndAwait();
        summaries("side-effects", stack);
        summaries("satisfaction", stack);
        if (!once) {
            tell("The stack stays up until Ctrl-C. In another terminal, try:");
            tell("  dermavigil summaries side-effects --by condition --data " + folder.path());
            tell("  dermavigil status --data " + folder.path());
            if (stack.dashboard() != null) {
                tell("  dermavigil sign-in --data " + folder.path());
            }
        }
    }

    private void summaries(String which, StackFile stack) {
        PrintWriter out = spec.commandLine().getOut();
        CommandLine command =
                Dermavigil.commandLine().setOut(out).setErr(spec.commandLine().getErr());
        int code = command.execute("summaries", which, "--bootstrap", stack.bootstrap());
        out.flush();
        if (code != ExitCode.OK) {
            throw new CommandFailure(code, "the summaries could not be shown");
        }
    }

    private void tell(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
