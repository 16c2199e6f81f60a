package io.dermavigil.jobs.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermavigil.events.Condition;
import io.dermavigil.events.ReactionType;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.jobs.accounts.CountsBuilder;
import io.dermavigil.safety.Evidence;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a patient is settled, in days. */
class SettlementTest {

    private static final int DAY = (int) LocalDate.of(2026, 3, 2).toEpochDay();
    private static final EvidenceCell STRATUM = EvidenceCell.stratum(Setting.CLINIC, Condition.ACNE_SCAR, SkinType.IV);

    private final EvidenceBooks books = new EvidenceBooks("rules");

    /** A first session of a patient, who has been infected or not. */
    private static Candidate patient(String clinic, int day, boolean infected, long amount) {
        CountsBuilder counts = new CountsBuilder()
                .add(EvidenceCounters.sessions(), amount)
                .add(EvidenceCounters.patients(Scope.STRATUM), amount);
        if (infected) {
            counts.add(EvidenceCounters.adverse(Scope.STRATUM, ReactionType.INFECTION.ordinal()), amount);
        }
        return new Candidate(clinic, day, STRATUM, counts.build());
    }

    private Evidence infections() {
        books.set(EvidenceFacts.baselines());
        books.flush();
        return books.written().get("STRATUM|CLINIC|ACNE_SCAR|IV||||INFECTION");
    }

    private void shows(int patients, int affected, int provisionalPatients, int provisionalAffected, int settledUntil) {
        Evidence row = infections();
        assertThat(row.getPatients()).isEqualTo(patients);
        assertThat(row.getAffected()).isEqualTo(affected);
        assertThat(row.getProvisionalPatients()).isEqualTo(provisionalPatients);
        assertThat(row.getProvisionalAffected()).isEqualTo(provisionalAffected);
        assertThat(row.getSettledUntil()).isEqualTo(LocalDate.ofEpochDay(settledUntil));
    }

    @Test
    void aPatientIsSettledFourteenDaysBeforeTheClinicsNewestSession() {
        books.take(List.of(patient("a", DAY, true, 1)));
        shows(0, 0, 1, 1, DAY - 14);
        books.take(List.of(patient("a", DAY + 13, false, 1)));
        shows(0, 0, 2, 1, DAY - 1);
        books.take(List.of(patient("a", DAY + 14, false, 1)));
        shows(1, 1, 2, 0, DAY);
    }

    @Test
    void anotherClinicSettlesNobody() {
        books.take(List.of(patient("a", DAY, true, 1), patient("b", DAY + 100, false, 1)));

        shows(0, 0, 2, 1, DAY + 86);
    }

    @Test
    void whoArrivesLateIsSettledAtOnce() {
        books.take(List.of(patient("a", DAY + 400, false, 1)));
        books.take(List.of(patient("a", DAY - 4000, true, 1)));

        shows(1, 1, 1, 0, DAY + 386);
    }

    @Test
    void aVoidedNewestSessionUnsettles() {
        books.take(List.of(patient("a", DAY, true, 1), patient("a", DAY + 5, false, 1)));
        books.take(List.of(patient("a", DAY + 60, false, 1)));
        shows(2, 1, 1, 0, DAY + 46);

        books.take(List.of(patient("a", DAY + 60, false, -1)));
        shows(0, 0, 2, 1, DAY - 9);
    }

    @Test
    void evidenceRejectsOnceEnoughSettledPatientsAreAffected() {
        List<Candidate> patients = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            patients.add(patient("a", DAY, i < 5, 1));
        }
        books.take(patients);
        assertThat(infections().getRejected()).isFalse();
        assertThat(infections().getLogEValue()).isZero();

        books.take(List.of(patient("a", DAY + 14, false, 1)));

        // 5 of 60 where one in a thousand is expected: ln(1 / (61 C(60,5) p^5 q^55)) and nearly all of the prior lies
        // above
        Evidence row = infections();
        assertThat(row.getAffected()).isEqualTo(5);
        assertThat(row.getLogEValue()).isBetween(14.9, 15.1);
        assertThat(row.getDeclared()).isEqualTo(94);
        assertThat(row.getLogThreshold()).isEqualTo(Math.log(94 / 0.05), within(1e-9));
        assertThat(row.getRejected()).isTrue();
    }
}
