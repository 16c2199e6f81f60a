package io.dermavigil.cli;

import io.dermavigil.cli.reading.Connection;
import io.dermavigil.cli.stack.StackFile;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options by which a command finds the stack it talks to: a local one's data folder, or a broker. */
public final class StackTarget {

    /** Where {@code up} keeps the local stack unless told otherwise. */
    public static final Path DEFAULT_DATA = Path.of("data");

    @ArgGroup
    private Location location = new Location();

    private static final class Location {
        @Option(names = "--data", paramLabel = "DIR", description = "Data folder of a local stack (default: data).")
        private Path data;

        @ArgGroup(exclusive = false)
        private BrokerOptions broker;
    }

    /**
     * Where the broker of the stack is.
     *
     * @return not checked for an answer when given by {@code --bootstrap}
     * @throws CommandFailure with {@link ExitCode#STACK_UNREACHABLE} when no local stack runs on the data folder, with
     *     {@link ExitCode#USAGE} when the client properties cannot be read
     */
    public Connection connection() {
        return remote().orElseGet(
                        () -> Connection.plain(StackFile.ofRunning(dataFolder()).bootstrap()));
    }

    /**
     * The broker given by {@code --bootstrap} or {@code --client-config}; empty when a local stack is meant.
     *
     * @throws CommandFailure as {@link #connection}
     */
    public Optional<Connection> remote() {
        return Optional.ofNullable(location.broker).map(BrokerOptions::connection);
    }

    /** The data folder of the local stack; also where keys are kept. Never null. */
    public Path dataFolder() {
        return location.data == null ? DEFAULT_DATA : location.data;
    }
}
