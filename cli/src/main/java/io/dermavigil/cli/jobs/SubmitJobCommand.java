package io.dermavigil.cli.jobs;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code job submit}. */
@Command(
        name = "submit",
        mixinStandardHelpOptions = true,
        description = "Submits the outcomes job and waits until it runs.",
        footer = {
            "",
            "Example:",
            "  dermavigil job submit --flink http://jobmanager:8081 kafka.bootstrap.servers=kafka:9092"
        })
final class SubmitJobCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private FlinkTarget target;

    @Mixin
    private JobOptions job;

    @Option(
            names = "--restore",
            paramLabel = "URI",
            description = "Checkpoint or savepoint to start from (default: none, everything is counted from the"
                    + " beginning of the clinic topics).")
    private String restore;

    @Option(
            names = "--state",
            paramLabel = "URI",
            description = "Folder for its checkpoints and savepoints (default: the cluster's).")
    private String state;

    @Parameters(paramLabel = "NAME=VALUE", description = "Options of the job, see docs/deployment.md.")
    private List<String> options = List.of();

    @Override
    public Integer call() throws InterruptedException {
        Map<String, String> parsed = JobOptions.parse(options);
        String name = JobOptions.jobName(parsed);
        JobCluster cluster = target.cluster();
        Optional<FlinkJob> running = cluster.living(name);
        if (running.isPresent()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    name + " runs already as " + running.get().id() + "; job upgrade replaces it, and another"
                            + " generation runs beside it");
        }
        Submission submission = new Submission(job.jar(), parsed, job.parallelism(), state);
        String id = cluster.start(submission, restore, job.timeout());
        spec.commandLine().getOut().println(id);
        spec.commandLine().getErr().println(name + " runs");
        return ExitCode.OK;
    }
}
