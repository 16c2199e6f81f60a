package io.dermavigil.cli.stack;

import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.StackTarget;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dermavigil up}. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the local stack: a broker, the outcomes job and a PostgreSQL store that follows the summaries.",
            "Its data survives a restart and a crash."
        },
        footer = {
            "",
            "Stops on Ctrl-C, or by 'dermavigil down' from elsewhere.",
            "",
            "Example:",
            "  dermavigil up --data clinics --detach"
        })
public final class UpCommand implements Callable<Integer> {

    @Option(names = "--data", paramLabel = "DIR", description = "Folder that keeps everything (default: data).")
    private Path data = StackTarget.DEFAULT_DATA;

    @Option(names = "--port", paramLabel = "PORT", description = "Broker's port (default: 9092, or a free one).")
    private Integer port;

    @Option(
            names = "--state",
            paramLabel = "WHERE",
            description = "The job's state: ${COMPLETION-CANDIDATES} (default: heap).")
    private StateBackend state = StateBackend.HEAP;

    @Option(
            names = "--replay",
            description = {
                "Count everything again from the clinic topics, into the next generation of summaries;",
                "readers are switched to it when it has caught up."
            })
    private boolean replay;

    @Mixin
    private StoreOptions store;

    @Option(names = "--detach", description = "Return when the stack is ready, and leave it in the background.")
    private boolean detach;

    @Option(names = "--in-background", hidden = true, description = "Outlive the terminal; what --detach starts.")
    private boolean inBackground;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Integer wanted = BrokerPort.checked(port, spec);
        StoreChoice choice = store.choice(spec);
        DataFolder folder = new DataFolder(data);
        folder.prepare();
        StackOptions options = new StackOptions(folder, wanted, state, replay, choice);
        if (detach) {
            StackFile stack = new BackgroundStack(options).start();
            tell("the stack runs in the background: broker " + stack.bootstrap() + ", data " + data + ", pid "
                    + stack.pid() + ". Stop it with: dermavigil down --data " + data);
            DashboardLink.of(options, stack).ifPresent(this::tell);
        } else {
            StackLog.to(folder.log());
            StopRequest stop = StopRequest.listen(inBackground);
            new ForegroundStack(options, stop, this::tell)
                    .run(
                            stack -> {
                                // What a stack in the background prints is kept in a file, where no secret belongs.
                                if (!inBackground) {
                                    DashboardLink.of(options, stack).ifPresent(this::tell);
                                }
                            },
                            false);
            tell("stopped; the data stays in " + data);
        }
        return ExitCode.OK;
    }

    private void tell(String line) {
        spec.commandLine().getErr().println(line);
    }
}
