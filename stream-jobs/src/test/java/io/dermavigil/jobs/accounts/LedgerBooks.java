package io.dermavigil.jobs.accounts;

import io.dermavigil.jobs.evidence.Candidate;
import io.dermavigil.jobs.facts.FactEvent;
import io.dermavigil.jobs.facts.FactEvents;
import io.dermavigil.jobs.facts.PatientFacts;
import io.dermavigil.jobs.ledger.Ledger;
import io.dermavigil.jobs.oracle.Rows;
import io.dermavigil.pipeline.Reject;
import io.dermavigil.schemas.accounts.AccountKey;
import io.dermavigil.schemas.intake.Intake;
import io.dermavigil.schemas.intake.RawRecord;
import io.dermavigil.schemas.intake.RecordIntake;
import io.dermavigil.schemas.rules.ExpectedWindows;
import io.dermavigil.summaries.ClinicStatus;
import io.dermavigil.summaries.SatisfactionSummary;
import io.dermavigil.summaries.SideEffectSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pure heart of the job without Flink: intake, ledger and accounts in maps. */
public final class LedgerBooks {

    private final RecordIntake intake = new RecordIntake();
    private final Ledger ledger = new Ledger(ExpectedWindows.current());
    private final Map<String, PatientFacts> patients = new HashMap<>();
    private final Map<String, Counts> accounts = new HashMap<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<Reject> rejects = new ArrayList<>();

    public void take(RawRecord record) {
        Intake taken = intake.take(record);
        if (taken instanceof Intake.Accepted accepted) {
            apply(FactEvents.of(accepted));
        } else if (taken instanceof Intake.Erased erased) {
            apply(FactEvents.of(erased));
        } else if (taken instanceof Intake.Rejected rejected) {
            rejects.add(rejected.reject());
        }
    }

    private void apply(FactEvent event) {
        PatientFacts before = patients.getOrDefault(event.patientKey(), PatientFacts.NONE);
        PatientFacts after = ledger.apply(before, event, this::post, candidates::add);
        if (after.sessions().isEmpty()) {
            patients.remove(event.patientKey());
        } else {
            patients.put(event.patientKey(), after);
        }
    }

    private void post(String account, Counts counts) {
        Counts sum = accounts.getOrDefault(account, Counts.NONE).plus(counts);
        if (sum.isEmpty()) {
            accounts.remove(account);
        } else {
            accounts.put(account, sum);
        }
    }

    public Map<String, PatientFacts> patients() {
        return patients;
    }

    public Map<String, Counts> accounts() {
        return accounts;
    }

    public List<Candidate> candidates() {
        return candidates;
    }

    public List<Reject> rejects() {
        return rejects;
    }

    public Rows rows() {
        Map<String, SideEffectSummary> sideEffects = new HashMap<>();
        Map<String, SatisfactionSummary> satisfaction = new HashMap<>();
        Map<String, ClinicStatus> clinics = new HashMap<>();
        accounts.forEach((account, counts) -> {
            if (ClinicAccount.is(account)) {
                String clinic = ClinicAccount.clinicId(account);
                clinics.put(clinic, SummaryRows.clinicStatus(clinic, counts, Instant.EPOCH));
            } else {
                AccountKey key = AccountKey.parse(account);
                sideEffects.put(account, SummaryRows.sideEffects(key, counts, Instant.EPOCH));
                satisfaction.put(account, SatisfactionRows.satisfaction(key, counts, Instant.EPOCH));
            }
        });
        return new Rows(sideEffects, satisfaction, clinics);
    }
}
