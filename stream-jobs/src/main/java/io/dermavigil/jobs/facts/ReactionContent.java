package io.dermavigil.jobs.facts;

import io.dermavigil.events.ReactionType;

/**
 * What is counted of a reaction.
 *
 * @param type type of reaction
 * @param grade CTCAE grade, 1..5
 * @param serious whether any seriousness criterion is met
 * @param onsetOn first day, days since the epoch
 * @param resolvedOn day of resolution, or {@link #NO_DAY}
 * @param ongoingOn last day on which it was seen, or {@link #NO_DAY}
 */
public record ReactionContent(ReactionType type, int grade, boolean serious, int onsetOn, int resolvedOn, int ongoingOn)
        implements Content {

    /** No date. */
    public static final int NO_DAY = Integer.MIN_VALUE;
}
