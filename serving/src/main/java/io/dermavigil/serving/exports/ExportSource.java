package io.dermavigil.serving.exports;

import io.dermavigil.serving.store.DirectConnections;
import io.dermavigil.serving.store.StoreException;
import io.dermavigil.serving.store.StoreLogin;
import java.sql.SQLException;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The store that an export reads, with the rights of whoever asks.
 *
 * @param jdbcUrl address of the database, without user and password
 * @param login who reads; what that user may not read is not exported
 */
public record ExportSource(String jdbcUrl, StoreLogin login) {

    private static final String REFUSED = "42501";

    /**
     * Reads.
     *
     * @throws IllegalArgumentException when the address is none of a PostgreSQL database, or holds a password
     * @throws StoreException when the store cannot be reached, or the user may not read what is asked for
     */
    public <T> T read(Function<Jdbi, T> work) {
        try {
            return DirectConnections.readOnly(jdbcUrl, login).use(work);
        } catch (JdbiException e) {
            if (e.getCause() instanceof SQLException sql && REFUSED.equals(sql.getSQLState())) {
                throw new StoreException(
                        login.user() + " may not read that; analysts read releases (--release newest)", e);
            }
            throw e;
        }
    }
}
