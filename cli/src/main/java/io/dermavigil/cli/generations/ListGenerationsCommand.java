package io.dermavigil.cli.generations;

import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.StackTarget;
import io.dermavigil.cli.reading.ActiveGenerations;
import io.dermavigil.cli.reading.Broker;
import io.dermavigil.cli.reading.LogReader;
import io.dermavigil.cli.tables.TextTable;
import io.dermavigil.schemas.topics.Generation;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code generations list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the generations that exist, how far each has come and which one is in use.",
        footer = {"", "Example:", "  dermavigil generations list"})
final class ListGenerationsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private StackTarget target;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Broker broker = new Broker(target.connection())) {
            LogReader log = new LogReader(broker, LogReader.PATIENCE);
            Generation active = ActiveGenerations.read(broker, log);
            TextTable table = new TextTable()
                    .right("generation")
                    .left("job")
                    .left("rules")
                    .right("offsets")
                    .left("newest progress")
                    .left("in use");
            for (GenerationState state : GenerationState.all(broker, log)) {
                table.row(List.of(
                        Integer.toString(state.generation().number()),
                        state.generation().jobId(),
                        state.rulesVersion(),
                        Long.toString(state.offsets()),
                        state.updatedAt(),
                        state.generation().equals(active) ? "yes" : ""));
            }
            table.print(out);
        }
        out.flush();
        return ExitCode.OK;
    }
}
