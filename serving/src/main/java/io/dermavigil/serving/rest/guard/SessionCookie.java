package io.dermavigil.serving.rest.guard;

import io.dermavigil.serving.tokens.Secret;
import io.dermavigil.serving.tokens.SignIn;
import io.javalin.http.Context;
import java.util.Optional;

/** The cookie of a session: not for scripts, and never sent by another site's page. */
public final class SessionCookie {

    private static final String NAME = "dermavigil_session";
    private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Strict";

    private SessionCookie() {}

    /** The cookie's value in a request. */
    public static Optional<String> of(Context ctx) {
        return Optional.ofNullable(ctx.cookie(NAME));
    }

    /** Sets the cookie. */
    public static void set(Context ctx, Secret session) {
        write(ctx, session.text(), SignIn.SESSION_LIFETIME.toSeconds());
    }

    /** Clears the cookie. */
    public static void clear(Context ctx) {
        write(ctx, "", 0);
    }

    private static void write(Context ctx, String value, long maxAge) {
        ctx.res()
                .addHeader(
                        "Set-Cookie",
                        NAME + "=" + value + "; Max-Age=" + maxAge + ATTRIBUTES
                                + (ctx.req().isSecure() ? "; Secure" : ""));
    }
}
