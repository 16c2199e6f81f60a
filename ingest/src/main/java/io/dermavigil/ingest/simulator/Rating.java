package io.dermavigil.ingest.simulator;

import io.dermavigil.events.Reporter;

/**
 * A rating as it really was, and what the clinic wrote of it.
 *
 * @param number from 0 among the ratings of its session
 * @param ratedOn epoch day
 * @param satisfaction 1..5
 * @param improvement GAIS 1..5, or null
 * @param downtimeDays days, or null
 * @param reporter who rated
 * @param history its revisions
 */
record Rating(
        int number,
        int ratedOn,
        int satisfaction,
        Integer improvement,
        Integer downtimeDays,
        Reporter reporter,
        History history) {

    String id() {
        return "Q" + (number + 1);
    }
}
