package io.dermavigil.serving.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/** Connections to a store that another process serves, one for each use. */
public final class DirectConnections {

    private final String jdbcUrl;
    private final StoreLogin login;
    private final Jdbi jdbi;

    /**
     * As a user.
     *
     * @throws IllegalArgumentException when the address is none of a PostgreSQL database, or holds a password
     */
    public DirectConnections(String jdbcUrl, StoreLogin login) {
        this(jdbcUrl, login, false);
    }

    private DirectConnections(String jdbcUrl, StoreLogin login, boolean readOnly) {
        this.jdbcUrl = StoreConfig.of(jdbcUrl, login, Path.of("")).jdbcUrl();
        this.login = login;
        this.jdbi =
                Jdbi.create(() -> Connections.tryOpen(jdbcUrl, login, readOnly)).installPlugin(new PostgresPlugin());
    }

    /**
     * As a user who writes nothing, whatever their rights.
     *
     * @throws IllegalArgumentException when the address is none of a PostgreSQL database, or holds a password
     */
    public static DirectConnections readOnly(String jdbcUrl, StoreLogin login) {
        return new DirectConnections(jdbcUrl, login, true);
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
            throw e.getCause() instanceof SQLException refusal ? Connections.refused(jdbcUrl, login, refusal) : e;
        }
    }
}
