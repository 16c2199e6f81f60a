package io.dermavigil.serving.release;

import io.dermavigil.statistics.disclosure.ReleaseRule;
import java.util.Optional;

/**
 * With which threshold a release is made. One that is lower than before shows what was hidden, for ever, so that it never
 * happens because an option was changed or left out: somebody makes that one release by hand.
 *
 * @param wanted the threshold that is asked for; empty for that of the newest release, or 11 when there is none
 * @param mayFall whether it may be lower than that of the newest release
 */
public record ThresholdChoice(Optional<ReleaseRule> wanted, boolean mayFall) {

    /** The greatest threshold that can be asked for, in patients. */
    public static final int MOST = 1_000;

    /** As the newest release. */
    public static final ThresholdChoice AS_BEFORE = new ThresholdChoice(Optional.empty(), false);

    /**
     * A threshold that is not lower than before.
     *
     * @param patients 2 to {@link #MOST}
     * @throws IllegalArgumentException when it is not
     */
    public static ThresholdChoice of(int patients) {
        if (patients < 2 || patients > MOST) {
            throw new IllegalArgumentException("2 to " + MOST + " patients");
        }
        return new ThresholdChoice(Optional.of(new ReleaseRule(patients)), false);
    }

    /** The same, even if it is lower than before. */
    public ThresholdChoice orLower() {
        return new ThresholdChoice(wanted, true);
    }

    /**
     * The rule of the next release.
     *
     * @param newest rule of the newest release; empty when there is none
     * @throws ReleaseException when the threshold would fall and may not
     */
    ReleaseRule after(Optional<ReleaseRule> newest) {
        ReleaseRule before = newest.or(() -> wanted).orElse(ReleaseRule.DEFAULT);
        ReleaseRule next = wanted.orElse(before);
        if (next.threshold() < before.threshold() && !mayFall) {
            throw new ReleaseException("the newest release has the threshold " + before.threshold() + ", and "
                    + next.threshold() + " would show what it hides. If that is wanted, make one release by hand: "
                    + "dermavigil release now --suppress-below " + next.threshold() + " --lower");
        }
        return next;
    }
}
