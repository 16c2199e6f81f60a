package io.dermavigil.serving.rest.stream;

import io.dermavigil.serving.rest.problems.Problem;
import io.dermavigil.serving.rest.problems.ProblemException;
import io.dermavigil.serving.rest.problems.ProblemKind;
import java.util.HashMap;
import java.util.Map;

/** The places of readers who follow changes: so many for all, and fewer for each token or session. */
final class Places {

    /** A refused connection is of no use, and ten thousand of them would be a burden. */
    private static final Map<String, String> LATER = Map.of("Retry-After", "30", "Connection", "close");

    private final int most;
    private final int mostOfOne;
    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    Places(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /**
     * Takes a place.
     *
     * @param caller name of whoever wants it
     * @throws ProblemException when there is none
     */
    synchronized void take(String caller) {
        if (taken.getOrDefault(caller, 0) >= mostOfOne) {
            throw new ProblemException(
                    new Problem(
                            ProblemKind.TOO_MANY_STREAMS,
                            "This token or session follows the changes " + mostOfOne + " times already."),
                    LATER);
        }
        if (all >= most) {
            throw new ProblemException(
                    new Problem(ProblemKind.UNAVAILABLE, "Too many readers follow the changes already."), LATER);
        }
        taken.merge(caller, 1, Integer::sum);
        all++;
    }

    /** Gives a place back. */
    synchronized void giveBack(String caller) {
        taken.computeIfPresent(caller, (name, places) -> places == 1 ? null : places - 1);
        all--;
    }
}
