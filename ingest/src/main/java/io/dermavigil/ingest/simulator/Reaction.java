package io.dermavigil.ingest.simulator;

import io.dermavigil.events.Causality;
import io.dermavigil.events.ReactionType;
import io.dermavigil.events.Reporter;
import io.dermavigil.events.Seriousness;
import java.util.List;

/**
 * A reaction as it really was, and what the clinic wrote about it.
 *
 * @param number from 0 among the reactions of its session
 * @param type type
 * @param grade CTCAE grade
 * @param seriousness criteria met
 * @param onset epoch day
 * @param resolved epoch day, or {@link ReactionCourse#PERMANENT}
 * @param aware epoch day
 * @param reporter who told
 * @param causality assessment
 * @param sunExposure recorded sun exposure; null when nobody asked
 * @param datesNoted whether the clinic notes if the reaction is over or still there
 * @param miskeyed whether it was filed under a session that does not exist
 * @param history its revisions
 * @param excess whether it would not have happened without a planted fault
 */
record Reaction(
        int number,
        ReactionType type,
        int grade,
        List<Seriousness> seriousness,
        int onset,
        int resolved,
        int aware,
        Reporter reporter,
        Causality causality,
        Boolean sunExposure,
        boolean datesNoted,
        boolean miskeyed,
        History history,
        boolean excess) {

    String id() {
        return "R" + (number + 1);
    }
}
