package io.dermavigil.serving.tokens;

import io.dermavigil.serving.store.StoreConfig;
import io.dermavigil.serving.store.StoreException;
import io.dermavigil.serving.store.StoreLogin;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** The tokens and sign-in codes of a store that another process serves. */
public final class AccessStore {

    private static final String NO_SUCH_SCHEMA = "3F000";
    private static final String NO_SUCH_TABLE = "42P01";

    private final String jdbcUrl;
    private final Jdbi owner;

    /** Of a store, as its owner. */
    public AccessStore(String jdbcUrl, StoreLogin login) {
        // The same rules for an address as where the store is opened.
        StoreConfig checked = StoreConfig.of(jdbcUrl, login, Path.of(""));
        this.jdbcUrl = checked.jdbcUrl();
        this.owner = Jdbi.create(() -> {
            Properties properties = new Properties();
            properties.setProperty("user", login.user());
            login.readPassword().ifPresent(password -> properties.setProperty("password", password));
            return DriverManager.getConnection(checked.jdbcUrl(), properties);
        });
    }

    /**
     * Works with the tokens.
     *
     * @throws StoreException when the store cannot be used
     */
    public <T> T tokens(Function<Tokens, T> work) {
        return use(work, new Tokens(owner));
    }

    /**
     * Works with the sign-in codes.
     *
     * @throws StoreException when the store cannot be used
     */
    public <T> T signIn(Function<SignIn, T> work) {
        return use(work, new SignIn(owner));
    }

    private <W, T> T use(Function<W, T> work, W on) {
        try {
            return work.apply(on);
        } catch (ConnectionException e) {
            throw new StoreException(
                    "the store " + jdbcUrl + " cannot be used: " + e.getCause().getMessage(), e);
        } catch (UnableToExecuteStatementException e) {
            String state = e.getCause() instanceof SQLException sql ? String.valueOf(sql.getSQLState()) : "";
            if (state.equals(NO_SUCH_SCHEMA) || state.equals(NO_SUCH_TABLE)) {
                throw new StoreException(
                        "the store " + jdbcUrl + " has no tables for tokens yet: start serving first", e);
            }
            throw e;
        }
    }
}
