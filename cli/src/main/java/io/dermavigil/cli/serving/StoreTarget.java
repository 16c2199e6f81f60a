package io.dermavigil.cli.serving;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.StackTarget;
import io.dermavigil.serving.exports.ExportSource;
import io.dermavigil.serving.release.Releases;
import io.dermavigil.serving.store.DirectConnections;
import io.dermavigil.serving.store.EmbeddedStoreAddress;
import io.dermavigil.serving.store.StoreConfig;
import io.dermavigil.serving.store.StoreException;
import io.dermavigil.serving.store.StoreLogin;
import io.dermavigil.serving.store.StoreRole;
import io.dermavigil.serving.tokens.AccessStore;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options by which a command finds the store: that of a local stack, or a server. */
public final class StoreTarget {

    /** Where a local stack keeps its store, within its data folder. */
    public static final String FOLDER = "store";

    @ArgGroup
    private Location location = new Location();

    private static final class Location {
        @Option(names = "--data", paramLabel = "DIR", description = "Data folder of a local stack (default: data).")
        private Path data;

        @ArgGroup(exclusive = false)
        private StoreServer server;
    }

    /** Whether a local stack is meant. */
    public boolean isLocal() {
        return location.server == null;
    }

    /** The data folder of the local stack. */
    public Path dataFolder() {
        return location.data == null ? StackTarget.DEFAULT_DATA : location.data;
    }

    /**
     * Works with the tokens and sign-in codes of the store.
     *
     * @throws CommandFailure with {@link ExitCode#STACK_UNREACHABLE} when the store cannot be used, with {@link ExitCode#USAGE}
     *     when its address is none
     */
    public <T> T access(Function<AccessStore, T> work) {
        try {
            return work.apply(isLocal() ? ofStack() : ofServer());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--store: " + e.getMessage(), e);
        } catch (StoreException e) {
            throw new CommandFailure(ExitCode.STACK_UNREACHABLE, e.getMessage(), e);
        }
    }

    /**
     * The store to read from: with the rights of a role where a local stack is meant, else with those of the user that was named.
     *
     * @throws CommandFailure with {@link ExitCode#STACK_UNREACHABLE} when no stack runs
     */
    public ExportSource reader(StoreRole role) {
        if (!isLocal()) {
            return new ExportSource(location.server.url(), location.server.login());
        }
        StoreConfig config = config();
        return new ExportSource(
                config.jdbcUrl(),
                new StoreLogin(role.login(), config.passwords().resolve(role.login() + ".password")));
    }

    /**
     * Works with the releases of the store: with the rights of the writing role where a local stack is meant, else with
     * those of the user that was named.
     *
     * @throws CommandFailure with {@link ExitCode#STACK_UNREACHABLE} when the store cannot be used, with {@link ExitCode#USAGE}
     *     when its address is none
     */
    public <T> T releases(Function<Releases, T> work) {
        ExportSource source = reader(StoreRole.WRITER);
        try {
            return new DirectConnections(source.jdbcUrl(), source.login())
                    .use(store -> work.apply(new Releases(store)));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--store: " + e.getMessage(), e);
        } catch (StoreException e) {
            throw new CommandFailure(ExitCode.STACK_UNREACHABLE, e.getMessage(), e);
        }
    }

    private AccessStore ofServer() {
        return new AccessStore(location.server.url(), location.server.login());
    }

    private AccessStore ofStack() {
        StoreConfig config = config();
        return new AccessStore(config.jdbcUrl(), config.owner());
    }

    private StoreConfig config() {
        return EmbeddedStoreAddress.of(dataFolder().resolve(FOLDER))
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.STACK_UNREACHABLE,
                        "no stack runs on " + dataFolder() + ". Start one with: dermavigil up --data " + dataFolder()));
    }
}
