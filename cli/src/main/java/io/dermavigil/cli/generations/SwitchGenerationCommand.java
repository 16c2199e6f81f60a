package io.dermavigil.cli.generations;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.StackTarget;
import io.dermavigil.cli.reading.ActiveGenerations;
import io.dermavigil.cli.reading.Broker;
import io.dermavigil.cli.reading.LogReader;
import io.dermavigil.schemas.topics.Generation;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code generations switch}. */
@Command(
        name = "switch",
        mixinStandardHelpOptions = true,
        description = {
            "Tells all readers to use a generation, if it contains everything that the one in use contains.",
            "Otherwise nothing changes, with exit code 5."
        },
        footer = {"", "Example:", "  dermavigil generations switch 2"})
final class SwitchGenerationCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private StackTarget target;

    @Parameters(paramLabel = "N", description = "Number of the generation.")
    private int number;

    @Override
    public Integer call() {
        Generation generation = GenerationNumber.of(number, spec);
        PrintWriter err = spec.commandLine().getErr();
        try (Broker broker = new Broker(target.connection())) {
            LogReader log = new LogReader(broker, LogReader.PATIENCE);
            Generation active = ActiveGenerations.read(broker, log);
            if (active.equals(generation)) {
                err.println("generation " + number + " is in use already");
                return ExitCode.OK;
            }
            GenerationState current = GenerationState.of(active, broker, log);
            GenerationState wanted = GenerationState.of(generation, broker, log);
            if (wanted.progress().updatedAt().isEmpty() || !wanted.contains(current)) {
                throw new CommandFailure(
                        ExitCode.CHECK_FAILED,
                        "generation " + number + " has not caught up: it contains " + wanted.offsets()
                                + " offsets, generation " + active.number() + " contains " + current.offsets()
                                + ". Nothing was changed; try again when its job has come further.");
            }
            GenerationSwitch.to(generation, wanted.rulesVersion(), broker.connection());
        }
        err.println("generation " + number + " is in use");
        return ExitCode.OK;
    }
}
