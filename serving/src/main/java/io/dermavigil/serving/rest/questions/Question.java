package io.dermavigil.serving.rest.questions;

import io.dermavigil.serving.rest.guard.Caller;
import io.dermavigil.serving.tokens.Role;
import io.javalin.http.Context;

/**
 * A request that was let in.
 *
 * @param ctx the request and its answer
 * @param caller who asks
 * @param parameters its query parameters
 */
public record Question(Context ctx, Caller caller, Parameters parameters) {

    /** What whoever asks may read. */
    public Role role() {
        return caller.role();
    }

    /** Whether an analyst asks, who is answered from releases only. */
    public boolean fromAnalyst() {
        return !role().readsLiveRows();
    }
}
