package io.dermavigil.statistics.disclosure;

import java.util.List;

/** Makes releases. */
public final class Disclosure {

    private Disclosure() {}

    /**
     * The next release of one setting. Equal arguments give equal releases.
     *
     * @param history all earlier releases of the setting, 1, 2, ... in order
     * @param counts the true counts now
     * @param rule the rule; it need not be that of earlier releases
     * @throws IllegalArgumentException when the history has a gap
     */
    public static PublishedRelease release(List<PublishedRelease> history, TrueCounts counts, ReleaseRule rule) {
        return make(history, counts, rule).published();
    }

    /** The same, with why it hides what it hides. */
    public static MadeRelease make(List<PublishedRelease> history, TrueCounts counts, ReleaseRule rule) {
        for (int i = 0; i < history.size(); i++) {
            if (history.get(i).number() != i + 1) {
                throw new IllegalArgumentException("release " + (i + 1) + " expected in the history, not "
                        + history.get(i).number());
            }
        }
        var draft = new Draft(history, counts, rule);
        new Protection(draft).protect();
        var published = draft.publish();
        return new MadeRelease(published, draft.reasons(published));
    }
}
