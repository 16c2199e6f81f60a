package io.dermavigil.serving.tokens;

import io.dermavigil.serving.store.DirectConnections;
import io.dermavigil.serving.store.StoreException;
import io.dermavigil.serving.store.StoreLogin;
import java.sql.SQLException;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** The tokens and sign-in codes of a store that another process serves. */
public final class AccessStore {

    private static final String NO_SUCH_SCHEMA = "3F000";
    private static final String NO_SUCH_TABLE = "42P01";

    private final String jdbcUrl;
    private final DirectConnections owner;

    /**
     * Of a store, as its owner.
     *
     * @throws IllegalArgumentException when the address is none of a PostgreSQL database, or holds a password
     */
    public AccessStore(String jdbcUrl, StoreLogin login) {
        this.jdbcUrl = jdbcUrl;
        this.owner = new DirectConnections(jdbcUrl, login);
    }

    /**
     * Works with the tokens.
     *
     * @throws StoreException when the store cannot be used
     */
    public <T> T tokens(Function<Tokens, T> work) {
        return use(jdbi -> work.apply(new Tokens(jdbi)));
    }

    /**
     * Works with the sign-in codes.
     *
     * @throws StoreException when the store cannot be used
     */
    public <T> T signIn(Function<SignIn, T> work) {
        return use(jdbi -> work.apply(new SignIn(jdbi)));
    }

    private <T> T use(Function<Jdbi, T> work) {
        try {
            return owner.use(work);
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
