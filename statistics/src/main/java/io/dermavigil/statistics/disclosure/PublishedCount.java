package io.dermavigil.statistics.disclosure;

import java.util.OptionalLong;

/** What a release says of one count. */
public sealed interface PublishedCount {

    /** The number that is printed; empty when it is hidden. */
    OptionalLong value();

    /**
     * True when the release was made.
     *
     * @param count patients: zero, or at least the threshold
     */
    record Shown(long count) implements PublishedCount {
        @Override
        public OptionalLong value() {
            return OptionalLong.of(count);
        }
    }

    /**
     * Repeated from an earlier release: the true count now differs from it by less than the threshold, perhaps by
     * nothing. A change of zero is not told from a small one, for that alone would disclose a small number.
     *
     * @param count the number of that release
     * @param release the release in which the count was {@link Shown} with it
     */
    record Carried(long count, int release) implements PublishedCount {
        @Override
        public OptionalLong value() {
            return OptionalLong.of(count);
        }
    }

    /** Hidden, for its own sake or for another's: which of the two is not said. */
    record Suppressed() implements PublishedCount {
        @Override
        public OptionalLong value() {
            return OptionalLong.empty();
        }
    }
}
