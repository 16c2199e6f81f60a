package io.dermavigil.jobs.ledger;

import io.dermavigil.events.ReactionType;
import io.dermavigil.jobs.accounts.Counters;
import io.dermavigil.jobs.accounts.Counters.OfReaction;
import io.dermavigil.jobs.accounts.CountsBuilder;
import io.dermavigil.jobs.facts.ReactionContent;

/** Counts the reactions of one session: reports as they come, sessions once at the end. */
final class SessionReactions {

    private static final int LAST_DAY = Counters.HISTOGRAM_DAYS - 1;

    private final int treatedOn;
    private final Adversity adversity;
    private final CountsBuilder everywhere;
    private final CountsBuilder stratum;
    private long flags = PatientFlags.PRESENT;
    private long seriousTypes;

    SessionReactions(int treatedOn, Adversity adversity, CountsBuilder everywhere, CountsBuilder stratum) {
        this.treatedOn = treatedOn;
        this.adversity = adversity;
        this.everywhere = everywhere;
        this.stratum = stratum;
    }

    void add(ReactionContent reaction) {
        ReactionType type = reaction.type();
        flags |= PatientFlags.ANY | PatientFlags.ofType(type);
        count(type, OfReaction.REPORTS);
        everywhere.add(Counters.grade(type, reaction.grade()), 1);
        if (reaction.serious()) {
            count(type, OfReaction.SERIOUS);
            seriousTypes |= 1L << type.ordinal();
        }
        if (adversity.isAdverse(reaction)) {
            flags |= PatientFlags.ADVERSE | PatientFlags.adverseOfType(type);
            count(type, OfReaction.ADVERSE_REPORTS);
        }
        if (adversity.isResolutionUnknown(reaction)) {
            count(type, OfReaction.RESOLUTION_UNKNOWN);
        }
        histograms(reaction);
    }

    private void histograms(ReactionContent reaction) {
        int onset = reaction.onsetOn() - treatedOn;
        if (onset >= 0) {
            stratum.add(Counters.onsetDays(reaction.type(), Math.min(onset, LAST_DAY)), 1);
        }
        if (reaction.resolvedOn() == ReactionContent.NO_DAY) {
            count(reaction.type(), OfReaction.UNRESOLVED);
        } else {
            int resolution = reaction.resolvedOn() - reaction.onsetOn();
            stratum.add(Counters.resolutionDays(reaction.type(), Math.min(resolution, LAST_DAY)), 1);
        }
    }

    /** Reaction types of serious reactions, a bit each by ordinal. */
    long seriousTypes() {
        return seriousTypes;
    }

    /** Counts the session itself and says what it tells of its patient. */
    long finish() {
        if ((flags & PatientFlags.ANY) != 0) {
            everywhere.add(Counters.ANY_SESSIONS, 1);
            for (ReactionType type : ReactionType.values()) {
                if ((flags & PatientFlags.ofType(type)) != 0) {
                    count(type, OfReaction.SESSIONS);
                }
                if ((flags & PatientFlags.adverseOfType(type)) != 0) {
                    count(type, OfReaction.ADVERSE_SESSIONS);
                }
            }
        }
        if ((flags & PatientFlags.ADVERSE) != 0) {
            everywhere.add(Counters.ADVERSE_SESSIONS, 1);
        }
        return flags;
    }

    private void count(ReactionType type, OfReaction what) {
        everywhere.add(Counters.reaction(type, what), 1);
    }
}
