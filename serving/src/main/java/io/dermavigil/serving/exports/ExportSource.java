package io.dermavigil.serving.exports;

import io.dermavigil.serving.store.StoreException;
import io.dermavigil.serving.store.StoreLogin;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionException;
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
     * @throws StoreException when the store cannot be reached, or the user may not read what is asked for
     */
    public <T> T read(Function<Jdbi, T> work) {
        Jdbi jdbi = Jdbi.create(() -> {
            Properties properties = new Properties();
            properties.setProperty("user", login.user());
            properties.setProperty("readOnly", "true");
            login.readPassword().ifPresent(password -> properties.setProperty("password", password));
            return DriverManager.getConnection(jdbcUrl, properties);
        });
        try {
            return work.apply(jdbi);
        } catch (ConnectionException e) {
            throw new StoreException(
                    "the store " + jdbcUrl + " cannot be used: " + e.getCause().getMessage(), e);
        } catch (JdbiException e) {
            if (e.getCause() instanceof SQLException sql && REFUSED.equals(sql.getSQLState())) {
                throw new StoreException(
                        login.user() + " may not read that; analysts read releases (--release newest)", e);
            }
            throw e;
        }
    }
}
