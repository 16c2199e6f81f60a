package io.dermavigil.jobs.ledger;

import io.dermavigil.jobs.accounts.ClinicAccount;
import io.dermavigil.jobs.accounts.Counts;
import io.dermavigil.jobs.evidence.Candidate;
import io.dermavigil.jobs.facts.FactEvent;
import io.dermavigil.jobs.facts.PatientFacts;
import io.dermavigil.jobs.facts.SessionFacts;
import io.dermavigil.schemas.rules.ExpectedWindows;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Turns what happened to a patient's facts into postings: for every event {@code contribution(after) -
 * contribution(before)}. Corrections, voids, repetitions, erasures and late halves of a join need no code of their own.
 * Holds no state.
 */
public final class Ledger {

    private final Contributions contributions;

    /** A ledger that tells adverse reactions by a table of expected windows. */
    public Ledger(ExpectedWindows windows) {
        this.contributions = new Contributions(windows);
    }

    /**
     * Applies an event.
     *
     * @param patient the facts of the event's patient
     * @param event what happened
     * @param postings receives account and amounts, an account at most once
     * @param candidates receives what changes of the patients whom evidence may be taken of
     * @return the facts afterwards; the same object when nothing changed
     */
    public PatientFacts apply(
            PatientFacts patient,
            FactEvent event,
            BiConsumer<String, Counts> postings,
            Consumer<Candidate> candidates) {
        SessionFacts before = patient.session(event.clinicId(), event.sessionId());
        SessionFacts after = before.after(event);
        if (after == before) {
            return patient;
        }
        post(patient, before, contributions.of(before), contributions.of(after), postings, candidates);
        return patient.replacing(before, after);
    }

    private void post(
            PatientFacts patient,
            SessionFacts session,
            Contribution before,
            Contribution after,
            BiConsumer<String, Counts> postings,
            Consumer<Candidate> candidates) {
        Counts clinic = after.clinic().minus(before.clinic());
        if (!clinic.isEmpty()) {
            postings.accept(ClinicAccount.of(session.clinicId()), clinic);
        }
        if (before.equals(after)) {
            return;
        }
        List<Contribution> others = others(patient, session);
        new AccountPostings(before, after, others, postings).post();
        new CandidatePostings(before, after, others).post(candidates);
    }

    private List<Contribution> others(PatientFacts patient, SessionFacts session) {
        List<Contribution> others = new ArrayList<>(patient.sessions().size());
        for (SessionFacts facts : patient.sessions()) {
            if (facts != session) {
                others.add(contributions.of(facts));
            }
        }
        return others;
    }
}
