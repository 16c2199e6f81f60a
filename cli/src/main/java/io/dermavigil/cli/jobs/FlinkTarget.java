package io.dermavigil.cli.jobs;

import java.net.URI;
import picocli.CommandLine.Option;

/** The option that names the job manager. */
final class FlinkTarget {

    @Option(
            names = "--flink",
            required = true,
            paramLabel = "URL",
            description = "Address of the Flink job manager, such as http://jobmanager:8081.")
    private URI url;

    FlinkRest rest() {
        return new FlinkRest(url);
    }

    JobCluster cluster() {
        return new JobCluster(rest());
    }
}
