package io.dermavigil.serving.store;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Which database the store is, and who uses it.
 *
 * @param jdbcUrl {@code jdbc:postgresql://HOST:PORT/DATABASE}, without user and password
 * @param owner owner of the database, who migrates it; needs CREATEROLE unless the roles are there
 * @param passwords folder with the passwords of the program's own roles, {@code <role>.password} each; those that are
 *     missing are made up
 * @param readers connections of each of the two reading roles, at least 1
 */
public record StoreConfig(String jdbcUrl, StoreLogin owner, Path passwords, int readers) {

    /** Connections of each of the two reading roles, unless said otherwise. */
    public static final int DEFAULT_READERS = 8;

    private static final String SCHEME = "jdbc:postgresql:";

    /** Refuses addresses of something else. */
    public StoreConfig {
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(passwords, "passwords");
        if (!jdbcUrl.startsWith(SCHEME)) {
            throw new IllegalArgumentException("the store must be jdbc:postgresql://HOST:PORT/DATABASE");
        }
        if (jdbcUrl.matches("(?i).*[?&](user|password)=.*")) {
            throw new IllegalArgumentException(
                    "the store's address must not hold user or password: command lines are seen by others");
        }
        if (readers < 1) {
            throw new IllegalArgumentException("readers must be at least 1, not " + readers);
        }
    }

    /** A store with the usual number of connections. */
    public static StoreConfig of(String jdbcUrl, StoreLogin owner, Path passwords) {
        return new StoreConfig(jdbcUrl, owner, passwords, DEFAULT_READERS);
    }
}
