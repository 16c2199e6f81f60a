package io.dermavigil.serving.rest.questions;

import java.util.Set;

/** What answers the questions at a path. */
public interface Endpoint {

    /** The names of the query parameters that it knows. */
    Set<String> parameters();

    /** Answers. */
    void answer(Question question);
}
