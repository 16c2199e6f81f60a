package io.dermavigil.cli.jobs;

import io.dermavigil.cli.ExitCode;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code job stop}. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description = "Takes a savepoint, stops the job and prints where the savepoint is.",
        footer = {"", "Example:", "  dermavigil job stop --flink http://jobmanager:8081"})
final class StopJobCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private FlinkTarget target;

    @Mixin
    private GenerationOfJob generation;

    @Option(
            names = "--savepoints",
            paramLabel = "URI",
            description = "Where the savepoint goes (default: where its checkpoints are).")
    private String savepoints;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "Longest wait for the savepoint (default: ${DEFAULT-VALUE}).")
    private int timeoutSeconds;

    @Override
    public Integer call() throws InterruptedException {
        JobCluster cluster = target.cluster();
        FlinkJob running = generation.living(cluster);
        String folder = savepoints == null ? cluster.stateFolder(running).orElse(null) : savepoints;
        String savepoint = cluster.stop(running, folder, Duration.ofSeconds(timeoutSeconds));
        spec.commandLine().getOut().println(savepoint);
        spec.commandLine().getErr().println(running.name() + " has stopped");
        return ExitCode.OK;
    }
}
