package io.dermavigil.cli.baselines;

import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.StackTarget;
import io.dermavigil.cli.reading.Broker;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code baselines publish}. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a table of baselines the one in force: publishes what is new or other in it, withdraws what it does",
            "not have. A file with any problem changes nothing."
        },
        footer = {
            "",
            "Example:",
            "  dermavigil baselines list --output csv > baselines.csv",
            "  dermavigil baselines publish --file baselines.csv"
        })
final class PublishBaselinesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private StackTarget target;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description =
                    "Table as CSV, with the columns that baselines list prints (default: the table that is shipped).")
    private Path file;

    @Override
    public Integer call() {
        BaselineTable table = file == null ? BaselineTable.shipped() : BaselineFile.read(file);
        try (Broker broker = new Broker(target.connection())) {
            BaselinesTopic.Change change = new BaselinesTopic(broker).publish(table);
            spec.commandLine()
                    .getErr()
                    .println("baselines of " + table.name() + ": " + change.published() + " published, "
                            + change.unchanged() + " unchanged, " + change.withdrawn() + " withdrawn");
        }
        return ExitCode.OK;
    }
}
