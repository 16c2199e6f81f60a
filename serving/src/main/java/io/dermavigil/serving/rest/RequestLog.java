package io.dermavigil.serving.rest;

import io.javalin.http.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line a request: method, path, status, time. No query and no header, in which secrets travel. */
final class RequestLog {

    private static final Logger LOG = LoggerFactory.getLogger("io.dermavigil.serving.requests");
    private static final int LONGEST_PATH = 200;

    private RequestLog() {}

    static void log(Context ctx, float millis) {
        if (LOG.isInfoEnabled()) {
            String path = ctx.path();
            LOG.info(
                    "{} {} {} {} ms",
                    ctx.req().getMethod(),
                    path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) + "..." : path,
                    ctx.res().getStatus(),
                    Math.round(millis));
        }
    }
}
