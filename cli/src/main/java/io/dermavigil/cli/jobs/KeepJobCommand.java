package io.dermavigil.cli.jobs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code job keep}. */
@Command(
        name = "keep",
        mixinStandardHelpOptions = true,
        description = "Sees to it that the job runs on a session cluster without high availability: submits it when a"
                + " restarted job manager has forgotten it, from its newest checkpoint. Runs until stopped.",
        footer = {
            "",
            "A job that somebody stopped or upgraded, or that failed for good, is left alone.",
            "",
            "Example:",
            "  dermavigil job keep --flink http://jobmanager:8081 --checkpoints /flink kafka.bootstrap.servers=kafka:9092"
        })
final class KeepJobCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private FlinkTarget target;

    @Mixin
    private JobOptions job;

    @Option(
            names = "--checkpoints",
            required = true,
            paramLabel = "DIR",
            description = "Folder that the cluster and this command see under the same path; the job keeps its"
                    + " checkpoints and savepoints in a folder of its own there.")
    private Path checkpoints;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "How often to look (default: ${DEFAULT-VALUE}).")
    private int everySeconds;

    @Option(
            names = "--alive",
            paramLabel = "FILE",
            description = "Touched while all tasks of the job run, for health checks.")
    private Path alive;

    @Parameters(paramLabel = "NAME=VALUE", description = "Options of the job, see docs/deployment.md.")
    private List<String> options = List.of();

    @Override
    public Integer call() throws InterruptedException {
        if (!Files.isDirectory(checkpoints) || !Files.isReadable(checkpoints)) {
            throw new ParameterException(
                    spec.commandLine(), "--checkpoints: " + checkpoints + " is no folder that can be read");
        }
        Map<String, String> parsed = JobOptions.parse(options);
        Path state = checkpoints.toAbsolutePath().resolve(JobOptions.jobName(parsed));
        JobKeeper keeper = new JobKeeper(
                target.cluster(),
                new Submission(job.jar(), parsed, job.parallelism(), "file://" + state),
                state,
                job.timeout(),
                message -> {
                    spec.commandLine().getErr().println(message);
                    spec.commandLine().getErr().flush();
                });
        keeper.keep(Duration.ofSeconds(everySeconds), alive);
        throw new IllegalStateException("keeping has no end");
    }
}
