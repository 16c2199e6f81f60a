package io.dermavigil.cli.erasure;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.StackTarget;
import io.dermavigil.cli.serving.StoreServer;
import io.dermavigil.cli.serving.StoreTarget;
import io.dermavigil.cli.stack.StackFile;
import io.dermavigil.serving.erasure.StoredPatients;
import io.dermavigil.serving.store.EmbeddedStoreAddress;
import io.dermavigil.serving.store.StoreConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the store that an erasure must look into. */
final class StackStore {

    private final StackTarget target;
    private final PatientSearch search;

    StackStore(StackTarget target, PatientSearch search) {
        this.target = target;
        this.search = search;
    }

    /**
     * The store that was named, or that of the local stack; empty when none is known.
     *
     * @param named null when none was named
     * @throws CommandFailure with {@link ExitCode#USAGE} when the stack's store must be named, with {@link
     *     ExitCode#STACK_UNREACHABLE} when the folder has one that does not run
     */
    Optional<StoreExamination> find(StoreServer named) {
        boolean local = target.remote().isEmpty();
        if (named != null) {
            return Optional.of(ofServer(named, local));
        }
        return local ? ofStack() : Optional.empty();
    }

    private StoreExamination ofServer(StoreServer named, boolean local) {
        try {
            return new StoreExamination(
                    new StoredPatients(named.url(), named.login()),
                    search,
                    Optional.empty(),
                    local && hasOwn()
                            ? List.of("files of the store in " + folder() + ", which was not named")
                            : List.of());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--store: " + e.getMessage(), e);
        }
    }

    private Optional<StoreExamination> ofStack() {
        String filled = StackFile.ofRunning(target.dataFolder()).store();
        Optional<StoreConfig> own = EmbeddedStoreAddress.of(folder());
        if (filled != null
                && own.filter(config -> config.jdbcUrl().equals(filled)).isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "the stack fills the store " + filled + ": name it with --store, --store-user and"
                            + " --store-password-file");
        }
        if (filled == null && hasOwn()) {
            throw new CommandFailure(
                    ExitCode.STACK_UNREACHABLE,
                    "the stack runs without the store in " + folder() + ", which may hold the patients: start the stack"
                            + " with it, or remove that folder when it is no longer wanted");
        }
        return own.map(config -> new StoreExamination(
                new StoredPatients(config.jdbcUrl(), config.owner()), search, Optional.of(serverData()), List.of()));
    }

    private boolean hasOwn() {
        return Files.exists(serverData());
    }

    private Path serverData() {
        return EmbeddedStoreAddress.serverData(folder());
    }

    private Path folder() {
        return target.dataFolder().resolve(StoreTarget.FOLDER);
    }
}
