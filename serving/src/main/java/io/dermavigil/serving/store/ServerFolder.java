package io.dermavigil.serving.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The folder of a server of our own.
 *
 * @param path the folder, absolute
 */
record ServerFolder(Path path) {

    private static final String SUPERUSER = "postgres";
    private static final String OWNER = "dermavigil_owner";

    /** Makes the folder and the passwords of the server's first users, where they are missing. */
    static ServerFolder prepare(Path path) {
        ServerFolder folder = new ServerFolder(path.toAbsolutePath().normalize());
        SecretFiles.folder(folder.path);
        SecretFiles.folder(folder.passwords());
        SecretFiles.ensure(folder.superuser().passwordFile());
        SecretFiles.ensure(folder.owner().passwordFile());
        return folder;
    }

    /** PostgreSQL's data. */
    Path data() {
        return path.resolve("postgres");
    }

    /** PostgreSQL's programs. */
    Path programs() {
        return path.resolve("programs");
    }

    /** Passwords, each in a file of its own. */
    Path passwords() {
        return path.resolve("passwords");
    }

    /** The server's first user, who may do everything. */
    StoreLogin superuser() {
        return login(SUPERUSER);
    }

    /** The owner of the database. */
    StoreLogin owner() {
        return login(OWNER);
    }

    /** Removes what a first start left that was killed before it was done: nothing was ever written to it. */
    void removeUnfinished() {
        if (Files.exists(finished()) || !Files.exists(data())) {
            return;
        }
        try (Stream<Path> files = Files.walk(data())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new StoreException("the unfinished database in " + data() + " cannot be removed", e);
        }
    }

    /** Notes that the database is there. */
    void markFinished() {
        try {
            if (!Files.exists(finished())) {
                Files.createFile(finished());
            }
        } catch (IOException e) {
            throw new StoreException("the file " + finished() + " cannot be written", e);
        }
    }

    private Path finished() {
        return path.resolve("initialised");
    }

    private StoreLogin login(String user) {
        return new StoreLogin(user, passwords().resolve(user + ".password"));
    }
}
