package io.dermavigil.jobs.ledger;

import io.dermavigil.jobs.accounts.Counters;
import io.dermavigil.jobs.accounts.CountsBuilder;
import io.dermavigil.jobs.facts.Fact;
import io.dermavigil.jobs.facts.RatingContent;
import io.dermavigil.jobs.facts.ReactionContent;
import io.dermavigil.jobs.facts.SessionContent;
import io.dermavigil.jobs.facts.SessionFacts;
import io.dermavigil.schemas.rules.ExpectedWindows;
import java.util.List;

/** The one function of the ledger: what a session's facts add to the accounts. Takes no clock and no order of arrival. */
final class Contributions {

    private final Adversity adversity;

    Contributions(ExpectedWindows windows) {
        this.adversity = new Adversity(windows);
    }

    Contribution of(SessionFacts facts) {
        if (facts.isUnknown()) {
            return Contribution.NONE;
        }
        SessionContent session = facts.inForce();
        CountsBuilder clinic = accepted(facts);
        if (session == null) {
            if (facts.session().isUnknown()) {
                clinic.add(Counters.HELD_REACTIONS, inForce(facts.reactions()));
                clinic.add(Counters.HELD_RATINGS, inForce(facts.ratings()));
            }
            return Contribution.of(clinic.build());
        }
        return inForce(facts, session, clinic);
    }

    private Contribution inForce(SessionFacts facts, SessionContent session, CountsBuilder clinic) {
        CountsBuilder everywhere = new CountsBuilder().add(Counters.SESSIONS, 1);
        CountsBuilder stratum = new CountsBuilder();
        SessionReactions reactions = new SessionReactions(session.treatedOn(), adversity, everywhere, stratum);
        for (Fact fact : facts.reactions()) {
            if (fact.inForce() instanceof ReactionContent reaction) {
                reactions.add(reaction);
                if (reaction.onsetOn() < session.treatedOn()) {
                    clinic.add(Counters.ONSET_BEFORE_TREATMENT, 1);
                }
            }
        }
        for (Fact fact : facts.ratings()) {
            if (fact.inForce() instanceof RatingContent rating && rating.ratedOn() < session.treatedOn()) {
                clinic.add(Counters.RATING_BEFORE_TREATMENT, 1);
            }
        }
        SessionRatings.add(facts.ratings(), session, everywhere);
        return new Contribution(
                Cell.of(facts.clinicId(), session),
                session.treatedOn(),
                reactions.finish(),
                reactions.seriousTypes(),
                everywhere.build(),
                stratum.build(),
                new CountsBuilder()
                        .add(Counters.sessionsOn(session.treatedOn()), 1)
                        .build(),
                clinic.build());
    }

    private static CountsBuilder accepted(SessionFacts facts) {
        return new CountsBuilder()
                .add(Counters.ACCEPTED_SESSIONS, facts.session().isUnknown() ? 0 : 1)
                .add(Counters.ACCEPTED_REACTIONS, facts.reactions().size())
                .add(Counters.ACCEPTED_RATINGS, facts.ratings().size());
    }

    private static long inForce(List<Fact> facts) {
        return facts.stream().filter(fact -> fact.inForce() != null).count();
    }
}
