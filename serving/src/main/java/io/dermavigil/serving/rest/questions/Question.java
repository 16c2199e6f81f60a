package io.dermavigil.serving.rest.questions;

import io.dermavigil.serving.tokens.Role;
import io.javalin.http.Context;

/**
 * A request that was let in.
 *
 * @param ctx the request and its answer
 * @param role who asks; null where no one needs to say
 * @param parameters its query parameters
 */
public record Question(Context ctx, Role role, Parameters parameters) {

    /** Whether an analyst asks, who is answered from releases only. */
    public boolean fromAnalyst() {
        return !role.readsLiveRows();
    }
}
