package io.dermavigil.jobs.ledger;

import io.dermavigil.jobs.accounts.Counters;
import io.dermavigil.jobs.accounts.CountsBuilder;
import io.dermavigil.jobs.accounts.RatingBands;
import io.dermavigil.jobs.facts.Fact;
import io.dermavigil.jobs.facts.RatingContent;
import io.dermavigil.jobs.facts.SessionContent;
import java.util.List;

/** Counts the ratings of one session: in every band the latest by day of rating, then by id. */
final class SessionRatings {

    private SessionRatings() {}

    static void add(List<Fact> ratings, SessionContent session, CountsBuilder everywhere) {
        Fact[] latest = new Fact[Counters.BANDS];
        for (Fact rating : ratings) {
            if (rating.inForce() instanceof RatingContent content) {
                keepLatest(latest, RatingBands.OVERALL, rating);
                int band = RatingBands.ofDay(content.ratedOn() - session.treatedOn());
                if (band != RatingBands.NONE) {
                    keepLatest(latest, band, rating);
                }
            }
        }
        if (latest[RatingBands.OVERALL] == null) {
            return;
        }
        everywhere.add(Counters.RATED_SESSIONS, 1);
        int numberBand = RatingBands.ofSessionNumber(session.sessionNumber());
        if (numberBand != RatingBands.NONE) {
            latest[numberBand] = latest[RatingBands.OVERALL];
        }
        for (int band = 0; band < latest.length; band++) {
            if (latest[band] != null) {
                count((RatingContent) latest[band].inForce(), band, everywhere);
            }
        }
    }

    private static void keepLatest(Fact[] latest, int band, Fact rating) {
        if (latest[band] == null || isLater(rating, latest[band])) {
            latest[band] = rating;
        }
    }

    private static boolean isLater(Fact rating, Fact other) {
        int byDay = Integer.compare(
                ((RatingContent) rating.inForce()).ratedOn(), ((RatingContent) other.inForce()).ratedOn());
        // ids are ASCII, so text order is byte order
        return byDay != 0 ? byDay > 0 : rating.factId().compareTo(other.factId()) > 0;
    }

    private static void count(RatingContent rating, int band, CountsBuilder everywhere) {
        everywhere.add(Counters.satisfaction(band, rating.satisfaction()), 1);
        if (rating.improvement() != 0) {
            everywhere.add(Counters.improvement(band, rating.improvement()), 1);
        }
    }
}
