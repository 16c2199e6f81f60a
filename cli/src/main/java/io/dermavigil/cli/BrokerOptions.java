package io.dermavigil.cli;

import io.dermavigil.cli.reading.Connection;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that describe a broker and how it lets a client in. */
public final class BrokerOptions {

    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "Broker of a stack that runs elsewhere.")
    private String bootstrap;

    @Option(
            names = "--client-config",
            paramLabel = "FILE",
            description = "Properties for the Kafka clients, such as credentials, in the file format of Kafka's own"
                    + " tools; may give bootstrap.servers too.")
    private Path clientConfig;

    /**
     * The broker, not checked for an answer. At least one of the options must be given.
     *
     * @throws CommandFailure with {@link ExitCode#USAGE} when the client properties cannot be read
     */
    public Connection connection() {
        return clientConfig == null ? Connection.plain(bootstrap) : Connection.of(bootstrap, clientConfig);
    }
}
