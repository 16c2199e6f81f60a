package io.dermavigil.ingest.simulator;

import io.dermavigil.events.Causality;
import io.dermavigil.events.ReactionType;
import io.dermavigil.events.Reporter;
import io.dermavigil.events.Seriousness;
import io.dermavigil.ingest.simulator.RandomStream.Topic;
import java.util.ArrayList;
import java.util.List;

/** Draws the reactions that are reported after a visit. */
final class Reactions {

    private static final double MOST_LIKELY = 0.95;
    private static final double MISKEYED_SHARE = 0.002;
    private static final double NO_DATES_SHARE = 0.25;
    private static final double FOLLOWED_UP_SHARE = 0.6;
    private static final double FOLLOWED_UP_AGAIN_SHARE = 0.5;
    private static final List<Seriousness> INFECTED = List.of(Seriousness.INFECTION);
    private static final List<Seriousness> INFECTED_IN_HOSPITAL =
            List.of(Seriousness.HOSPITALISATION, Seriousness.INFECTION);
    private static final List<Seriousness> DISFIGURED = List.of(Seriousness.DISFIGUREMENT);
    private static final List<Seriousness> IMPORTANT = List.of(Seriousness.MEDICALLY_IMPORTANT);

    private final Draws draws;
    private final Recording recording;
    private final ReactionRates rates = new ReactionRates();
    private final Plants plants;

    Reactions(SimulationConfig config, Draws draws, Recording recording) {
        this.draws = draws;
        this.recording = recording;
        this.plants = new Plants(config);
    }

    /** The reactions after a visit that the period saw reported. */
    List<Reaction> after(Visit visit) {
        draws.random().restart(Topic.REACTIONS, visit.course(), visit.number());
        List<Reaction> reported = List.of();
        for (ReactionRates.Rate rate :
                rates.undisturbed(visit.condition(), visit.patient().skinType())) {
            ReactionType type = rate.type();
            double natural = Math.min(
                    MOST_LIKELY,
                    rate.perSession()
                            * ReactionRates.factor(type, visit.breaches())
                            * visit.patient().frailty());
            double planted = Math.min(MOST_LIKELY, natural * plants.factor(visit, type));
            double drawn = draws.fraction();
            if (drawn < planted) {
                reported = reported.isEmpty() ? new ArrayList<>(2) : reported;
                add(reported, visit, type, drawn >= natural);
            }
        }
        return reported;
    }

    /** The planted faults. */
    Plants plants() {
        return plants;
    }

    private void add(List<Reaction> reported, Visit visit, ReactionType type, boolean excess) {
        int onset = visit.day() + ReactionCourse.onsetAfter(type, draws);
        int lasts = ReactionCourse.lasts(type, draws);
        int aware = onset + ReactionCourse.awareAfter(type, draws);
        boolean expected = ReactionCourse.expected(type);
        int grade = ReactionCourse.grade(type, draws);
        List<Seriousness> seriousness = seriousness(type, grade);
        Reporter reporter = draws.chance(expected ? 0.2 : 0.6) ? Reporter.CLINICIAN : Reporter.PATIENT;
        Causality causality = causality(expected);
        Boolean sun = sunExposure(visit, type);
        boolean datesNoted = !draws.chance(NO_DATES_SHARE);
        boolean miskeyed = draws.chance(MISKEYED_SHARE);
        History history = recording.keep(visit.clinic(), true, looks(aware, expected));
        if (!history.isEmpty()) {
            reported.add(new Reaction(
                    reported.size(),
                    type,
                    grade,
                    seriousness,
                    onset,
                    lasts == ReactionCourse.PERMANENT ? lasts : onset + lasts,
                    aware,
                    reporter,
                    causality,
                    sun,
                    datesNoted,
                    miskeyed,
                    history,
                    excess));
        }
    }

    /** When the clinic writes about a reaction: on learning of it, and at follow-ups that many patients miss. */
    private long[] looks(int aware, boolean expected) {
        long told = Clock.at(aware, draws.between(9 * 60, 20 * 60));
        if (!draws.chance(FOLLOWED_UP_SHARE)) {
            return new long[] {told};
        }
        long followUp = told + draws.between(7, 35) * Clock.DAY;
        return expected || !draws.chance(FOLLOWED_UP_AGAIN_SHARE)
                ? new long[] {told, followUp}
                : new long[] {told, followUp, followUp + draws.between(60, 150) * Clock.DAY};
    }

    private List<Seriousness> seriousness(ReactionType type, int grade) {
        return switch (type) {
            case INFECTION -> grade >= 3 && draws.chance(0.1) ? INFECTED_IN_HOSPITAL : INFECTED;
            case SCARRING, TRAM_TRACK -> draws.chance(0.3) ? DISFIGURED : List.of();
            case BURN, NERVE_INJURY, GRANULOMA -> grade >= 3 ? IMPORTANT : List.of();
            default -> List.of();
        };
    }

    private Causality causality(boolean expected) {
        double drawn = draws.fraction();
        if (expected) {
            return drawn < 0.5 ? Causality.CERTAIN : Causality.PROBABLE;
        }
        if (drawn < 0.4) {
            return Causality.PROBABLE;
        }
        return drawn < 0.85 ? Causality.POSSIBLE : drawn < 0.93 ? Causality.UNLIKELY : Causality.UNASSESSABLE;
    }

    private Boolean sunExposure(Visit visit, ReactionType type) {
        double drawn = draws.fraction();
        if (type == ReactionType.HYPERPIGMENTATION) {
            return drawn < (visit.breaches().sunRule() ? 0.7 : 0.1);
        }
        return drawn < 0.5 ? null : drawn > 0.95;
    }
}
