package io.dermavigil.serving.rest.problems;

import java.util.Map;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Map<String, String> headers;

    /** With the problem. */
    public ProblemException(Problem problem) {
        this(problem, Map.of());
    }

    /** With the problem and headers that belong to it. */
    public ProblemException(Problem problem, Map<String, String> headers) {
        super(problem.kind() + (problem.parameter() == null ? "" : " " + problem.parameter()), null, false, false);
        this.problem = problem;
        this.headers = Map.copyOf(headers);
    }

    /** A parameter that breaks a rule. */
    public static ProblemException parameter(String name, String rule) {
        return new ProblemException(
                new Problem(ProblemKind.PARAMETER, "The parameter " + name + " must be " + rule + ".", name, rule));
    }

    /** A parameter whose use the role does not permit. */
    public static ProblemException forbidden(String name, String rule) {
        return new ProblemException(new Problem(
                ProblemKind.FORBIDDEN,
                "For role ANALYST, the parameter " + name + " must be " + rule + ".",
                name,
                rule));
    }

    /** The problem. */
    public Problem problem() {
        return problem;
    }

    /** Headers of the answer. */
    public Map<String, String> headers() {
        return headers;
    }
}
