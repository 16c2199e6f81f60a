package io.dermavigil.serving.rest;

import io.dermavigil.serving.rest.problems.Problem;
import io.dermavigil.serving.rest.problems.ProblemAnswers;
import io.dermavigil.serving.rest.problems.ProblemKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What the server below the routes says when it cannot read a request, or fails: a problem, too. */
final class ErrorPages implements Request.Handler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        boolean failed = response.getStatus() >= 500;
        var problem = new Problem(
                failed ? ProblemKind.FAILED : ProblemKind.REQUEST,
                failed ? "The server failed; its log says why." : "The request cannot be read.");
        byte[] body = ProblemAnswers.json(problem, "/").getBytes(StandardCharsets.UTF_8);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
