package io.dermavigil.serving.rest.guard;

import io.dermavigil.serving.rest.problems.Problem;
import io.dermavigil.serving.rest.problems.ProblemException;
import io.dermavigil.serving.rest.problems.ProblemKind;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What every request must satisfy, before anyone looks at what it asks. */
public final class RequestCheck {

    private static final long LARGEST_BODY = 64 * 1024;
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD");

    private final Set<String> hostNames;

    /**
     * With the names that this server answers for.
     *
     * @param hostNames lower-case names of hosts, without port; empty for any. On loopback they keep another site's page from
     *     reaching this server by a name of its own (DNS rebinding).
     */
    public RequestCheck(Set<String> hostNames) {
        this.hostNames = Set.copyOf(hostNames);
    }

    /** Ends a request that does not satisfy it with a problem. */
    public void check(Context ctx) {
        if (!hostNames.isEmpty()
                && !hostNames.contains(ctx.req().getServerName().toLowerCase(Locale.ROOT))) {
            throw new ProblemException(
                    new Problem(ProblemKind.WRONG_HOST, "This server does not answer for the host of the request."));
        }
        if (ctx.req().getContentLengthLong() > LARGEST_BODY || ctx.header("Transfer-Encoding") != null) {
            throw new ProblemException(
                    new Problem(
                            ProblemKind.TOO_LARGE,
                            "Nothing here takes a body of more than 64 KiB, or one of unknown length."),
                    Map.of("Connection", "close"));
        }
        if (!SAFE_METHODS.contains(ctx.req().getMethod())) {
            checkOrigin(ctx);
        }
    }

    /** A page of another site can send a form with this site's cookie, but neither this header nor this origin. */
    private static void checkOrigin(Context ctx) {
        String origin = ctx.header("Origin");
        String own = ctx.req().getScheme() + "://" + ctx.header("Host");
        boolean foreign = origin != null && !origin.equalsIgnoreCase(own);
        boolean form = SessionCookie.of(ctx).isPresent() && ctx.header("X-Dermavigil-Request") == null;
        if (foreign || form) {
            throw new ProblemException(new Problem(
                    ProblemKind.FOREIGN_ORIGIN,
                    "A request that changes something must come from this site and carry X-Dermavigil-Request."));
        }
    }
}
