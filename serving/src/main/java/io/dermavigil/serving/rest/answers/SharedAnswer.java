package io.dermavigil.serving.rest.answers;

import io.dermavigil.serving.rest.answers.StateLookups.Seen;
import java.time.Duration;
import java.util.function.Supplier;

/** The newest answer to one question. Whoever finds it too old makes the next one; the others wait for that. */
final class SharedAnswer {

    /** Longest use of an answer: a rebuild by hand may end with the offsets with which it began, and other rows. */
    private static final Duration LONGEST_USE = Duration.ofSeconds(10);

    private static final int LARGEST_BYTES = 512 * 1024;

    private Answer answer;
    private long number;
    private long madeAt;

    /**
     * The answer, which is from the state that was seen or a later one.
     *
     * @param seen state that the asker has seen, at the latest
     * @param maker makes an answer from the store as it is now
     */
    synchronized Answer get(Seen seen, Supplier<Answer> maker) {
        if (answer != null && isGoodFor(seen)) {
            return answer;
        }
        answer = null;
        Answer made = maker.get();
        if (made.bytes() <= LARGEST_BYTES) {
            answer = made;
            number = seen.number();
            madeAt = System.nanoTime();
        }
        return made;
    }

    /** What was made after a lookup is at least as new as what the lookup saw. */
    private boolean isGoodFor(Seen seen) {
        return System.nanoTime() - madeAt < LONGEST_USE.toNanos()
                && (number >= seen.number()
                        || answer.version().equals(seen.snapshot().version()));
    }
}
