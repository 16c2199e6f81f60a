package io.dermavigil.cli.jobs;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.jobs.outcomes.OutcomesConfig;
import io.dermavigil.jobs.outcomes.OutcomesJob;
import io.dermavigil.schemas.topics.Generation;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Options of the commands that submit a job. */
final class JobOptions {

    @Option(
            names = "--jar",
            paramLabel = "FILE",
            description = "The job (default: the one that comes with this command).")
    private Path jar;

    @Option(names = "--parallelism", paramLabel = "N", description = "Parallel tasks (default: the cluster's).")
    private Integer parallelism;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "Longest wait for a savepoint, and for the job to run (default: ${DEFAULT-VALUE}).")
    private int timeoutSeconds;

    Integer parallelism() {
        return parallelism;
    }

    Duration timeout() {
        return Duration.ofSeconds(timeoutSeconds);
    }

    /**
     * The jar to submit.
     *
     * @throws CommandFailure when there is none
     */
    Path jar() {
        if (jar != null) {
            return jar;
        }
        Path here;
        try {
            URI own = JobOptions.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            here = Path.of(own).toAbsolutePath().getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        // beside the command in an image, in the build of a checkout
        for (String candidate : new String[] {"jobs/outcomes-job.jar", "../../stream-jobs/target/outcomes-job.jar"}) {
            Path file = here.resolve(candidate).normalize();
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        throw new CommandFailure(ExitCode.FAILED, "no job comes with this command at " + here + "; give --jar FILE");
    }

    /**
     * Options of the job, as its documentation lists them.
     *
     * @throws CommandFailure with {@link ExitCode#USAGE} when one is not {@code NAME=VALUE}
     */
    static Map<String, String> parse(Iterable<String> given) {
        Map<String, String> options = new TreeMap<>();
        for (String option : given) {
            int equals = option.indexOf('=');
            if (equals < 1) {
                throw new CommandFailure(ExitCode.USAGE, "options of the job are NAME=VALUE, not: " + option);
            }
            options.put(option.substring(0, equals), option.substring(equals + 1));
        }
        return options;
    }

    /**
     * Name of the outcomes job that these options make. The others are the job's to check: they may name files that
     * only the cluster has.
     *
     * @throws CommandFailure with {@link ExitCode#USAGE} when the generation is none
     */
    static String jobName(Map<String, String> options) {
        String number = options.getOrDefault(OutcomesConfig.GENERATION, "1");
        try {
            return OutcomesJob.nameOf(new Generation(Integer.parseInt(number)));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "generation must be a number from 1, not " + number, e);
        }
    }
}
