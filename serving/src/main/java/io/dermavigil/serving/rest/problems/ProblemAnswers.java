package io.dermavigil.serving.rest.problems;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.sql.SQLException;
import java.util.Set;
import org.jdbi.v3.core.ConnectionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever ends a request into a problem. What was not foreseen goes to the log, with a general answer. */
public final class ProblemAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TRY_AGAIN_SECONDS = "5";

    private ProblemAnswers() {}

    /** Handles every exception of the routes. */
    public static void register(RoutesConfig routes) {
        routes.exception(ProblemException.class, (e, ctx) -> {
            e.headers().forEach(ctx::header);
            write(ctx, e.problem());
        });
        routes.exception(HttpResponseException.class, (e, ctx) -> write(ctx, known(ctx, e)));
        routes.exception(Exception.class, ProblemAnswers::unforeseen);
    }

    /** Writes a problem. */
    public static void write(Context ctx, Problem problem) {
        ctx.status(problem.kind().status());
        ctx.res().setHeader("ETag", null);
        ctx.result(json(problem, ctx.path()));
        ctx.contentType(Problem.MEDIA_TYPE);
    }

    /** The body of a problem. */
    public static String json(Problem problem, String path) {
        try {
            return JSON.writeValueAsString(problem.body(path));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem of strings and numbers is always writable", e);
        }
    }

    private static Problem known(Context ctx, HttpResponseException e) {
        return switch (e.getStatus()) {
            case 404 -> new Problem(ProblemKind.NOT_FOUND, "There is nothing at this path.");
            case 405 -> {
                String allowed = e.getDetails().getOrDefault("availableMethods", "GET, HEAD");
                ctx.header("Allow", allowed);
                yield new Problem(ProblemKind.METHOD, "This path takes " + allowed + ".");
            }
            case 413 -> new Problem(ProblemKind.TOO_LARGE, "The body is too large.");
            default -> new Problem(ProblemKind.REQUEST, "The request cannot be read.");
        };
    }

    private static void unforeseen(Exception e, Context ctx) {
        if (storeIsAway(e)) {
            LOG.warn("The store is not reachable: {}", e.getMessage());
            ctx.header("Retry-After", TRY_AGAIN_SECONDS);
            write(ctx, new Problem(ProblemKind.UNAVAILABLE, "The store is not reachable."));
            return;
        }
        LOG.error("A request failed", e);
        write(ctx, new Problem(ProblemKind.FAILED, "The server failed; its log says why."));
    }

    /** No connection, or one that the server cut: SQL states of the classes 08, 53 and 57. */
    private static boolean storeIsAway(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof ConnectionException
                    || (each instanceof SQLException sql
                            && sql.getSQLState() != null
                            && Set.of("08", "53", "57")
                                    .contains(sql.getSQLState().substring(0, 2)))) {
                return true;
            }
        }
        return false;
    }
}
