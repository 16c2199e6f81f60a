package io.dermavigil.ingest.simulator;

import java.util.List;

/**
 * Everything that came of one visit within the period.
 *
 * @param visit the session as it was
 * @param session what was recorded of it; never empty
 * @param reactions its reactions
 * @param ratings its ratings
 */
record Story(Visit visit, History session, List<Reaction> reactions, List<Rating> ratings) {

    /** Receives postings. */
    @FunctionalInterface
    interface Sink {
        void accept(long time, long posting);
    }

    /** Hands out every delivery of every revision. */
    void deliver(Sink sink) {
        deliver(session, Posting.session(), sink);
        for (Reaction reaction : reactions) {
            deliver(reaction.history(), Posting.reaction(reaction.number()), sink);
        }
        for (Rating rating : ratings) {
            deliver(rating.history(), Posting.rating(rating.number()), sink);
        }
    }

    private void deliver(History history, int fact, Sink sink) {
        int number = 0;
        for (Revision revision : history.revisions()) {
            number++;
            sink.accept(revision.publishedAt(), Posting.of(visit, fact, number, false));
            if (revision.redelivered()) {
                sink.accept(revision.redeliveredAt(), Posting.of(visit, fact, number, true));
            }
        }
    }
}
