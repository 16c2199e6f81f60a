package io.dermavigil.serving.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the server of a folder listens, for other processes than the one that started it. */
public final class EmbeddedStoreAddress {

    private static final String RUNNING = "postmaster.pid";
    private static final int PORT_LINE = 3;

    private EmbeddedStoreAddress() {}

    /** Where the server of a folder keeps its own files; missing before it was first started. */
    public static Path serverData(Path folder) {
        return new ServerFolder(folder.toAbsolutePath().normalize()).data();
    }

    /**
     * How to open the store of a server that runs on a folder; empty when none does.
     *
     * @throws StoreException when the folder cannot be read
     */
    public static Optional<StoreConfig> of(Path folder) {
        ServerFolder place = new ServerFolder(folder.toAbsolutePath().normalize());
        try {
            List<String> lines = Files.readAllLines(place.data().resolve(RUNNING));
            return lines.size() <= PORT_LINE
                    ? Optional.empty()
                    : Optional.of(StoreConfig.of(
                            "jdbc:postgresql://127.0.0.1:"
                                    + lines.get(PORT_LINE).strip() + "/" + EmbeddedStore.DATABASE,
                            place.owner(),
                            place.passwords()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StoreException("the store's folder " + folder + " cannot be read", e);
        }
    }
}
