package io.dermavigil.jobs.ledger;

import io.dermavigil.events.ReactionType;
import io.dermavigil.jobs.facts.ReactionContent;
import io.dermavigil.schemas.rules.ExpectedWindows;

/**
 * Tells adverse reactions from expected responses: never expected, grade 3 or more, serious, or seen to outlast the
 * window of its type. Missing follow-up is no evidence. Nothing here depends on a clock.
 */
final class Adversity {

    private static final int SEVERE = 3;
    private static final int NEVER_EXPECTED = -1;

    private final int[] windows = new int[ReactionType.values().length];

    Adversity(ExpectedWindows table) {
        for (ReactionType type : ReactionType.values()) {
            windows[type.ordinal()] = table.days(type).orElse(NEVER_EXPECTED);
        }
    }

    boolean isAdverse(ReactionContent reaction) {
        int window = windows[reaction.type().ordinal()];
        return window == NEVER_EXPECTED
                || reaction.grade() >= SEVERE
                || reaction.serious()
                || outlasts(window, reaction.onsetOn(), reaction.resolvedOn())
                || outlasts(window, reaction.onsetOn(), reaction.ongoingOn());
    }

    /** An expected response of which no one says that it ended within its window. */
    boolean isResolutionUnknown(ReactionContent reaction) {
        return reaction.resolvedOn() == ReactionContent.NO_DAY && !isAdverse(reaction);
    }

    private static boolean outlasts(int window, int onsetOn, int seenOn) {
        return seenOn != ReactionContent.NO_DAY && seenOn - onsetOn > window;
    }
}
