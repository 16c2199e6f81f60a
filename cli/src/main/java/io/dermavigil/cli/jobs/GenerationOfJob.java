package io.dermavigil.cli.jobs;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.jobs.outcomes.OutcomesConfig;
import java.util.Map;
import picocli.CommandLine.Option;

/** The option that says which of several outcomes jobs is meant. */
final class GenerationOfJob {

    @Option(
            names = "--generation",
            paramLabel = "N",
            defaultValue = "1",
            description = "Generation that the job writes (default: ${DEFAULT-VALUE}).")
    private int number;

    /** Name of the job. */
    String jobName() {
        return JobOptions.jobName(Map.of(OutcomesConfig.GENERATION, Integer.toString(number)));
    }

    /**
     * The job on a cluster.
     *
     * @throws CommandFailure when none lives
     */
    FlinkJob living(JobCluster cluster) {
        return cluster.living(jobName())
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.FAILED,
                        "no " + jobName() + " runs on this cluster; dermavigil job list shows what does"));
    }
}
