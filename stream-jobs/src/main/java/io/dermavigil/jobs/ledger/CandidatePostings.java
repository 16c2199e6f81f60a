package io.dermavigil.jobs.ledger;

import io.dermavigil.jobs.accounts.Counts;
import io.dermavigil.jobs.accounts.CountsBuilder;
import io.dermavigil.jobs.evidence.Candidate;
import io.dermavigil.jobs.evidence.EvidenceCell;
import io.dermavigil.jobs.evidence.EvidenceCounters;
import io.dermavigil.jobs.evidence.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Posts what the change of one session changes of the patients whom evidence may be taken of. In each scope (stratum,
 * clinic, lot) a patient is one candidate: at the clinic and on the day of the first session, with the reactions of all.
 */
final class CandidatePostings {

    private static final Scope[] SCOPES = Scope.values();

    private final Contribution before;
    private final Contribution after;
    private final List<Contribution> others;
    private final Map<Place, CountsBuilder> sums = new HashMap<>(4);

    /**
     * Postings of one change.
     *
     * @param before what the session contributed
     * @param after what it contributes now
     * @param others what the patient's other sessions contribute
     */
    CandidatePostings(Contribution before, Contribution after, List<Contribution> others) {
        this.before = before;
        this.after = after;
        this.others = others;
    }

    /** Where a candidate is posted. */
    private record Place(String clinicId, int day, EvidenceCell cell) {}

    void post(Consumer<Candidate> candidates) {
        if (isSame()) {
            return;
        }
        count(before, -1);
        count(after, 1);
        for (Scope scope : SCOPES) {
            post(scope);
        }
        sums.forEach((place, sum) -> {
            Counts counts = sum.build();
            if (!counts.isEmpty()) {
                candidates.accept(new Candidate(place.clinicId, place.day, place.cell, counts));
            }
        });
    }

    /** Whether evidence cannot have changed: what is rated or expected is none. */
    private boolean isSame() {
        if (before.cell() == null || after.cell() == null) {
            return before.cell() == after.cell();
        }
        return before.treatedOn() == after.treatedOn()
                && PatientFlags.adverseTypes(before.flags()) == PatientFlags.adverseTypes(after.flags())
                && before.seriousTypes() == after.seriousTypes()
                && before.cell().equals(after.cell());
    }

    private void count(Contribution session, long amount) {
        if (session.cell() != null) {
            sum(session, session.cell().stratum()).add(EvidenceCounters.sessions(), amount);
        }
    }

    private void post(Scope scope) {
        boolean left = before.cell() != null && before.cell().isIn(scope);
        boolean entered = after.cell() != null && after.cell().isIn(scope);
        if (left && entered && after.cell().sharesEvidence(scope, before.cell())) {
            post(scope, after.cell(), before, after);
            return;
        }
        if (left) {
            post(scope, before.cell(), before, null);
        }
        if (entered) {
            post(scope, after.cell(), null, after);
        }
    }

    private void post(Scope scope, Cell cell, Contribution from, Contribution to) {
        CandidateOf was = new CandidateOf(from);
        CandidateOf is = new CandidateOf(to);
        for (Contribution other : others) {
            if (other.cell() != null && other.cell().isIn(scope) && cell.sharesEvidence(scope, other.cell())) {
                was.add(other);
                is.add(other);
            }
        }
        EvidenceCell evidence = scope == Scope.LOT ? cell.lotOfStratum() : cell.stratum();
        was.post(scope, evidence, -1);
        is.post(scope, evidence, 1);
    }

    private CountsBuilder sum(Contribution session, EvidenceCell cell) {
        return sums.computeIfAbsent(
                new Place(session.cell().clinicId(), session.treatedOn(), cell), place -> new CountsBuilder());
    }

    /** The patient as a candidate of a cell, from the sessions in it. */
    private final class CandidateOf {

        private Contribution first;
        private long adverseTypes;
        private long seriousTypes;

        CandidateOf(Contribution session) {
            if (session != null) {
                add(session);
            }
        }

        private void add(Contribution session) {
            adverseTypes |= PatientFlags.adverseTypes(session.flags());
            seriousTypes |= session.seriousTypes();
            if (first == null || isEarlier(session, first)) {
                first = session;
            }
        }

        /** Two sessions of a day in a clinic are one place, so more than the clinic need not be compared. */
        private static boolean isEarlier(Contribution one, Contribution other) {
            return one.treatedOn() != other.treatedOn()
                    ? one.treatedOn() < other.treatedOn()
                    : one.cell().clinicId().compareTo(other.cell().clinicId()) < 0;
        }

        void post(Scope scope, EvidenceCell cell, long amount) {
            if (first == null) {
                return;
            }
            CountsBuilder sum = sum(first, cell);
            sum.add(EvidenceCounters.patients(scope), amount);
            for (long types = adverseTypes; types != 0; types &= types - 1) {
                sum.add(EvidenceCounters.adverse(scope, Long.numberOfTrailingZeros(types)), amount);
            }
            for (long types = seriousTypes; types != 0; types &= types - 1) {
                sum.add(EvidenceCounters.serious(scope, Long.numberOfTrailingZeros(types)), amount);
            }
        }
    }
}
