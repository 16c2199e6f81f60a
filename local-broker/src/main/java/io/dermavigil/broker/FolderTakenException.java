package io.dermavigil.broker;

import java.nio.file.Path;

/** Another broker, of this process or another, uses the data folder. */
public final class FolderTakenException extends BrokerStartException {

    private final Path folder;

    FolderTakenException(Path folder, Path lock) {
        super("another broker uses the folder " + folder + " and holds the lock " + lock + ": stop that one first, or"
                + " choose another folder");
        this.folder = folder;
    }

    /** The folder that is taken. */
    public Path folder() {
        return folder;
    }
}
