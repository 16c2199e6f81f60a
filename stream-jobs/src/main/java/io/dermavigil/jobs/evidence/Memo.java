package io.dermavigil.jobs.evidence;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Remembers judgements from one evaluation of a family to the next: few counts change in between, and a confidence sequence
 * costs a hundred times what a look-up does. Not thread-safe.
 *
 * @param <C> what is judged
 */
final class Memo<C> {

    private final Function<C, Judgement> judge;
    private Map<C, Judgement> before = new HashMap<>();
    private Map<C, Judgement> now = new HashMap<>();

    Memo(Function<C, Judgement> judge) {
        this.judge = judge;
    }

    Judgement get(C counted) {
        Judgement known = now.get(counted);
        if (known == null) {
            known = before.get(counted);
            if (known == null) {
                known = judge.apply(counted);
            }
            now.put(counted, known);
        }
        return known;
    }

    /** Ends an evaluation: what it has not asked for is forgotten. */
    void forgetUnused() {
        before = now;
        now = new HashMap<>();
    }
}
