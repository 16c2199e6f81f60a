package io.dermavigil.cli.jobs;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code job upgrade}. */
@Command(
        name = "upgrade",
        mixinStandardHelpOptions = true,
        description = "Replaces the running job by another version of it: savepoint, stop, start from the savepoint."
                + " Without --parallelism it keeps as many parallel tasks as it was submitted with.",
        footer = {
            "",
            "When the new version does not start, the message says how to start the old one from the savepoint.",
            "",
            "Example:",
            "  dermavigil job upgrade --flink http://jobmanager:8081 --jar outcomes-job.jar"
        })
final class UpgradeJobCommand implements Callable<Integer> {

    /** What Flink shows in place of a value it takes for a secret. */
    private static final String HIDDEN = "******";

    @Spec
    private CommandSpec spec;

    @Mixin
    private FlinkTarget target;

    @Mixin
    private JobOptions job;

    @Mixin
    private GenerationOfJob generation;

    @Option(
            names = "--savepoints",
            paramLabel = "URI",
            description = "Where the savepoint goes (default: where its checkpoints are).")
    private String savepoints;

    @Parameters(paramLabel = "NAME=VALUE", description = "Options that change; all others stay as they were submitted.")
    private List<String> changed = List.of();

    @Override
    public Integer call() throws InterruptedException {
        JobCluster cluster = target.cluster();
        FlinkJob running = generation.living(cluster);
        Map<String, String> options = new TreeMap<>(cluster.options(running));
        options.putAll(JobOptions.parse(changed));
        refuseHidden(options);
        if (!JobOptions.jobName(options).equals(running.name())) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "an upgrade keeps the generation; another one is another job, see docs/upgrades.md");
        }
        String state = cluster.stateFolder(running).orElse(null);
        // what can be missing is looked for before the old one stops
        Integer parallelism = job.parallelism() != null
                ? job.parallelism()
                : cluster.parallelism(running).orElse(null);
        Submission submission = new Submission(job.jar(), options, parallelism, state);
        tell("taking a savepoint of " + running.id());
        String savepoint = cluster.stop(running, savepoints == null ? state : savepoints, job.timeout());
        tell("stopped with savepoint " + savepoint);
        String id = start(cluster, submission, savepoint);
        spec.commandLine().getOut().println(id);
        tell(running.name() + " runs again");
        return ExitCode.OK;
    }

    private String start(JobCluster cluster, Submission submission, String savepoint) throws InterruptedException {
        try {
            return cluster.start(submission, savepoint, job.timeout());
        } catch (CommandFailure e) {
            throw new CommandFailure(
                    e.exitCode(),
                    e.getMessage() + "\nNothing is lost. Start the version before again with: dermavigil job submit"
                            + " --flink URL --jar OLD.jar --restore " + savepoint + " "
                            + (submission.parallelism() == null
                                    ? ""
                                    : "--parallelism " + submission.parallelism() + " ")
                            + (submission.state() == null ? "" : "--state " + submission.state() + " ")
                            + submission.options().entrySet().stream()
                                    .map(option -> option.getKey() + "=" + option.getValue())
                                    .collect(Collectors.joining(" ")),
                    e);
        }
    }

    private static void refuseHidden(Map<String, String> options) {
        options.forEach((name, value) -> {
            if (value.equals(HIDDEN)) {
                throw new CommandFailure(
                        ExitCode.USAGE, "the cluster keeps the value of " + name + " to itself; give it again");
            }
        });
    }

    private void tell(String message) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(message);
        err.flush();
    }
}
