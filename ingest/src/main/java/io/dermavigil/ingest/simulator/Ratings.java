package io.dermavigil.ingest.simulator;

import io.dermavigil.events.Reporter;
import io.dermavigil.ingest.simulator.RandomStream.Topic;
import java.util.ArrayList;
import java.util.List;

/** Draws the ratings after a visit. Response shares and scores are assumptions. */
final class Ratings {

    /** First day, last day and share of sessions rated, of each week band of EVENTS. */
    private static final Band[] BANDS = {
        new Band(1, 13, 0.18),
        new Band(14, 34, 0.15),
        new Band(35, 62, 0.10),
        new Band(63, 90, 0.07),
        new Band(91, 180, 0.06)
    };

    private static final double USUAL_SCORE = 3.9;
    private static final double GAIN_A_SESSION = 0.08;
    private static final double GAIN_A_BAND = 0.05;
    private static final double TEMPER_SPREAD = 0.55;
    private static final double SPREAD = 0.6;
    private static final double HARMED = 1.4;
    private static final double MISDATED_SHARE = 0.002;

    private final Draws draws;
    private final Recording recording;

    Ratings(Draws draws, Recording recording) {
        this.draws = draws;
        this.recording = recording;
    }

    private record Band(int firstDay, int lastDay, double share) {}

    /** The ratings of a visit that the period saw. */
    List<Rating> of(Visit visit, List<Reaction> reactions) {
        draws.random().restart(Topic.RATINGS, visit.course(), visit.number());
        boolean harmed = false;
        for (Reaction reaction : reactions) {
            harmed |= !ReactionCourse.expected(reaction.type());
        }
        List<Rating> ratings = List.of();
        for (int band = 0; band < BANDS.length; band++) {
            if (draws.chance(BANDS[band].share)) {
                ratings = ratings.isEmpty() ? new ArrayList<>(2) : ratings;
                add(ratings, visit, band, harmed);
            }
        }
        return ratings;
    }

    private void add(List<Rating> ratings, Visit visit, int band, boolean harmed) {
        int told = visit.day() + draws.between(BANDS[band].firstDay, BANDS[band].lastDay);
        double feeling = USUAL_SCORE
                + GAIN_A_SESSION * visit.number()
                + GAIN_A_BAND * band
                + TEMPER_SPREAD * visit.patient().temper()
                + SPREAD * draws.gaussian()
                - (harmed ? HARMED : 0);
        int satisfaction = clamp(feeling);
        Integer improvement = draws.chance(0.6) ? clamp(6 - feeling + SPREAD * draws.gaussian()) : null;
        Integer downtime = band == 0 && draws.chance(0.5) ? (int) draws.gamma(2) : null;
        Reporter reporter = draws.chance(0.9) ? Reporter.PATIENT : Reporter.CLINICIAN;
        int ratedOn = draws.chance(MISDATED_SHARE) ? visit.day() - 1 : told;
        long recordedAt = Clock.at(told, draws.between(7 * 60, 22 * 60));
        History history = recording.keep(visit.clinic(), satisfaction <= 2, recordedAt);
        if (!history.isEmpty()) {
            ratings.add(new Rating(ratings.size(), ratedOn, satisfaction, improvement, downtime, reporter, history));
        }
    }

    private static int clamp(double score) {
        return (int) Math.max(1, Math.min(5, Math.round(score)));
    }
}
