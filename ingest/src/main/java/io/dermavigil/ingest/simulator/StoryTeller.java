package io.dermavigil.ingest.simulator;

import io.dermavigil.ingest.simulator.RandomStream.Topic;
import java.util.ArrayList;
import java.util.List;

/** Tells what came of a visit; asked again, it tells the same. */
final class StoryTeller {

    private static final double HOME_DELAY_DAYS = 1.5;
    /** Share of complaints that go out while their session still waits for the weekly upload. */
    private static final double SESSION_WAITS_SHARE = 0.05;

    private final Draws draws;
    private final Population population;
    private final Reactions reactions;
    private final Ratings ratings;
    private final Recording recording;
    private final Delivery delivery;

    StoryTeller(SimulationConfig config, Draws draws, Population population) {
        this.draws = draws;
        this.population = population;
        this.delivery = new Delivery(config, draws);
        this.recording = new Recording(config, draws, delivery);
        this.reactions = new Reactions(config, draws, recording);
        this.ratings = new Ratings(draws, recording);
    }

    Plants plants() {
        return reactions.plants();
    }

    /** The story of a visit that took place within the period. */
    Story tell(long course, int number) {
        Visit visit = population.visit(course, number);
        List<Reaction> reported = reactions.after(visit);
        List<Rating> rated = ratings.of(visit, reported);
        draws.random().restart(Topic.DELIVERY, course, number);
        History session = recording.keep(visit.clinic(), false, recordedAt(visit));
        if (!reported.isEmpty() && !draws.chance(SESSION_WAITS_SHARE)) {
            session = withComplaint(session, reported);
        }
        return new Story(visit, session, reported, rated);
    }

    private long recordedAt(Visit visit) {
        long delay =
                visit.home() ? (long) (draws.gamma(HOME_DELAY_DAYS) * Clock.DAY) : draws.between(10, 90) * Clock.MINUTE;
        return Math.min(delivery.end(), visit.at() + delay);
    }

    /** A complaint takes its session along when that has not been uploaded yet. */
    private static History withComplaint(History session, List<Reaction> reported) {
        long earliest = Long.MAX_VALUE;
        for (Reaction reaction : reported) {
            earliest = Math.min(earliest, reaction.history().first().publishedAt());
        }
        if (session.first().publishedAt() <= earliest) {
            return session;
        }
        List<Revision> revisions = new ArrayList<>(session.revisions());
        revisions.set(0, session.first().publishedAt(earliest));
        return new History(session.erroneous(), revisions);
    }
}
