package io.dermavigil.serving.store;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Properties;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/** Connections to a store that another process serves, one for each use. */
public final class DirectConnections {

    private final String jdbcUrl;
    private final Jdbi jdbi;

    /**
     * As a user.
     *
     * @throws IllegalArgumentException when the address is none of a PostgreSQL database, or holds a password
     */
    public DirectConnections(String jdbcUrl, StoreLogin login) {
        this.jdbcUrl = StoreConfig.of(jdbcUrl, login, Path.of("")).jdbcUrl();
        this.jdbi = Jdbi.create(() -> {
                    Properties properties = new Properties();
                    properties.setProperty("user", login.user());
                    login.readPassword().ifPresent(password -> properties.setProperty("password", password));
                    return DriverManager.getConnection(this.jdbcUrl, properties);
                })
                .installPlugin(new PostgresPlugin());
    }

    /**
     * Works with the store.
     *
     * @throws StoreException when it cannot be reached, or refuses the login
     */
    public <T> T use(Function<Jdbi, T> work) {
        try {
            return work.apply(jdbi);
        } catch (ConnectionException e) {
            throw new StoreException(
                    "the store " + jdbcUrl + " cannot be used: " + e.getCause().getMessage(), e);
        }
    }
}
