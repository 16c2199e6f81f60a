package io.dermavigil.serving.rest.listings;

import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/**
 * Connections for questions. What an analyst asks only ever uses those of the database role that reads releases. On both,
 * transactions are REPEATABLE READ, as {@link io.dermavigil.serving.store.Store} opens them.
 *
 * @param safety connections of the role {@code dermavigil_safety}
 * @param analyst connections of the role {@code dermavigil_analyst}
 */
public record Readers(Jdbi safety, Jdbi analyst) {

    /** Answers from one state of the store, however many queries that takes. */
    public <T> T live(HandleCallback<T, RuntimeException> question) {
        return at(safety, question);
    }

    /** The same, with an analyst's rights. */
    public <T> T released(HandleCallback<T, RuntimeException> question) {
        return at(analyst, question);
    }

    private static <T> T at(Jdbi jdbi, HandleCallback<T, RuntimeException> question) {
        return jdbi.inTransaction(question);
    }
}
