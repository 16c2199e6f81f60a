package io.dermavigil.serving.rest.problems;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A problem as RFC 9457 describes it. Nothing in it repeats what the client sent, save for the name of a parameter that
 * the interface knows.
 *
 * @param kind what went wrong
 * @param detail a sentence for people
 * @param parameter the parameter that is wrong; null when none is
 * @param rule the rule that it breaks; null when none is
 */
public record Problem(ProblemKind kind, String detail, String parameter, String rule) {

    /** Media type of the body. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** Without a parameter. */
    public Problem(ProblemKind kind, String detail) {
        this(kind, detail, null, null);
    }

    /**
     * The members of the body.
     *
     * @param path path of the request, without its query
     */
    public Map<String, Object> body(String path) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "urn:dermavigil:problem:" + kind.code());
        body.put("title", kind.title());
        body.put("status", kind.status());
        body.put("detail", detail);
        body.put("instance", path);
        if (parameter != null) {
            body.put("parameter", parameter);
        }
        if (rule != null) {
            body.put("rule", rule);
        }
        return body;
    }
}
