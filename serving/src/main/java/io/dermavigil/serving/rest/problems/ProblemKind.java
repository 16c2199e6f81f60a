package io.dermavigil.serving.rest.problems;

/** What can go wrong, each with its status. */
public enum ProblemKind {
    /** A parameter breaks its rule or is unknown. */
    PARAMETER(400, "parameter", "Wrong parameter"),
    /** The request itself cannot be read. */
    REQUEST(400, "request", "Unreadable request"),
    /** No good token or session. */
    UNAUTHORIZED(401, "unauthorized", "Not signed in"),
    /** The role does not reach that far. */
    FORBIDDEN(403, "forbidden", "Not allowed"),
    /** A change that does not come from this site. */
    FOREIGN_ORIGIN(403, "foreign-origin", "Not from here"),
    /** There is no such thing. */
    NOT_FOUND(404, "not-found", "Not found"),
    /** The path does not take this method. */
    METHOD(405, "method", "Method not allowed"),
    /** No acceptable format. */
    NOT_ACCEPTABLE(406, "not-acceptable", "No such format"),
    /** The body is too large. */
    TOO_LARGE(413, "too-large", "Too large"),
    /** Another host was asked for. */
    WRONG_HOST(421, "wrong-host", "Wrong host"),
    /** Too many failed authentications. */
    TOO_MANY(429, "too-many", "Too many failures"),
    /** Too many streams of one token or session. */
    TOO_MANY_STREAMS(429, "too-many-streams", "Too many streams"),
    /** The server failed. */
    FAILED(500, "failed", "Failed"),
    /** Try again later. */
    UNAVAILABLE(503, "unavailable", "Not available now");

    private final int status;
    private final String code;
    private final String title;

    ProblemKind(int status, String code, String title) {
        this.status = status;
        this.code = code;
        this.title = title;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** Last part of the type's URN. */
    public String code() {
        return code;
    }

    /** Title. */
    public String title() {
        return title;
    }
}
