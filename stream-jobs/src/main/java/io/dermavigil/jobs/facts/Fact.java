package io.dermavigil.jobs.facts;

import java.util.ArrayList;
import java.util.List;

/**
 * A session, reaction or rating with all revisions that were published and not erased. All are kept, because erasing
 * the latest puts the one before it in force again.
 *
 * @param factId reactionId or ratingId; empty for a session
 * @param revisions in {@link Revision#ORDER}
 */
public record Fact(String factId, List<Revision> revisions) {

    /** Copies the list. */
    public Fact {
        revisions = List.copyOf(revisions);
    }

    /** A fact of which nothing is known. */
    public static Fact unknown(String factId) {
        return new Fact(factId, List.of());
    }

    /** Whether no revision is left. */
    public boolean isUnknown() {
        return revisions.isEmpty();
    }

    /** What is in force; null when the fact is unknown or its latest revision is voided. */
    public Content inForce() {
        if (revisions.isEmpty()) {
            return null;
        }
        Revision latest = revisions.get(revisions.size() - 1);
        return latest.voided() ? null : latest.content();
    }

    /** This fact with one more revision; itself when it has that revision already. */
    public Fact with(Revision revision) {
        int at = 0;
        for (Revision known : revisions) {
            if (known.isRepeatedBy(revision)) {
                return this;
            }
            if (Revision.ORDER.compare(known, revision) <= 0) {
                at++;
            }
        }
        List<Revision> more = new ArrayList<>(revisions);
        more.add(at, revision);
        return new Fact(factId, more);
    }

    /** This fact without what came in a message; itself when it has nothing from there. */
    public Fact without(EventRef event) {
        List<Revision> rest =
                revisions.stream().filter(r -> !r.event().equals(event)).toList();
        return rest.size() == revisions.size() ? this : new Fact(factId, rest);
    }
}
