package io.dermavigil.cli.monitor;

import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.RegistryOption;
import io.dermavigil.cli.StackTarget;
import io.dermavigil.cli.reading.Broker;
import io.dermavigil.cli.reading.Connection;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dermavigil monitor}. */
@Command(
        name = "monitor",
        mixinStandardHelpOptions = true,
        description = "Serves what the summaries say of the pipeline, the clinics and the outcomes to Prometheus.",
        footer = {
            "",
            "GET /metrics and /healthz. Runs until it is stopped; survives the loss of the broker.",
            "",
            "Example:",
            "  dermavigil monitor --bootstrap broker:9092 --bind 0.0.0.0"
        })
public final class MonitorCommand implements Callable<Integer> {

    private static final int MAX_PORT = 65_535;

    @Mixin
    private StackTarget target;

    @Mixin
    private RegistryOption registry;

    @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on; 0 for a free one (default: 9404).")
    private int port = 9404;

    @Option(names = "--bind", paramLabel = "ADDRESS", description = "Address to listen on (default: 127.0.0.1).")
    private String bind = "127.0.0.1";

    @Option(
            names = "--max-clinics",
            paramLabel = "N",
            description = "Most clinics that get series of their own (default: 2000).")
    private int maxClinics = 2000;

    @Option(
            names = "--interval",
            paramLabel = "S",
            description = "Seconds between questions to the broker (default: 5).")
    private int interval = 5;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        require(port >= 0 && port <= MAX_PORT, "--port must be 0.." + MAX_PORT);
        require(maxClinics >= 0, "--max-clinics must not be negative");
        require(interval > 0, "--interval must be positive");
        LatestState latest = new LatestState();
        try (MetricsServer server = MetricsServer.start(new InetSocketAddress(bind, port), latest, maxClinics);
                Follower follower =
                        Follower.start(brokers(), registry.schemas(), Duration.ofSeconds(interval), latest)) {
            tell("serving http://%s:%d/metrics".formatted(bind, server.address().getPort()));
            follower.await();
        } catch (InterruptedException e) {
            tell("stopped");
        }
        return ExitCode.OK;
    }

    /** A local stack must run when the monitor starts; a broker elsewhere may still be on its way. */
    private Supplier<Broker> brokers() {
        Connection connection = target.connection();
        // properties that make no sense are told at once, not tried again for ever
        new Broker(connection).close();
        return () -> new Broker(connection);
    }

    private void tell(String line) {
        spec.commandLine().getErr().println("dermavigil: " + line);
        spec.commandLine().getErr().flush();
    }

    private void require(boolean condition, String message) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
