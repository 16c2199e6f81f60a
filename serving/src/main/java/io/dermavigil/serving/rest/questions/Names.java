package io.dermavigil.serving.rest.questions;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Sets of parameter names. */
public final class Names {

    private Names() {}

    /** All of them. */
    @SafeVarargs
    public static Set<String> of(Set<String>... sets) {
        return Arrays.stream(sets).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }
}
