package io.dermavigil.serving.store;

import java.nio.file.Path;

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

    private StoreLogin login(String user) {
        return new StoreLogin(user, passwords().resolve(user + ".password"));
    }
}
