package io.dermavigil.statistics.disclosure;

import static io.dermavigil.statistics.disclosure.CountId.ALL;
import static io.dermavigil.statistics.disclosure.Measure.ADVERSE;
import static io.dermavigil.statistics.disclosure.Measure.ANY;
import static io.dermavigil.statistics.disclosure.Measure.PATIENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.statistics.disclosure.PublishedCount.Shown;
import io.dermavigil.statistics.disclosure.PublishedCount.Suppressed;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Chains of one condition, of one skin type, of one month: a margin of one cell is that cell again. */
class SingleLineReleaseTest {

    private static final String MONTH = "2026-01";

    private static PublishedRelease first(Clinic clinic) {
        return Disclosure.release(List.of(), clinic.counts(), ReleaseRule.DEFAULT);
    }

    private static Set<String> hidden(PublishedRelease release, String period, Measure measure) {
        return release.counts().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Suppressed)
                .map(entry -> entry.getKey())
                .filter(id -> id.period().equals(period) && id.measure() == measure)
                .map(id -> id.condition() + "/" + id.skinType())
                .collect(Collectors.toSet());
    }

    @Test
    void ofASingleCellOnlyWhatIsSmallIsHidden() {
        var release = first(new Clinic().patients(97, MONTH, "ACNE", "II", 0).patients(3, MONTH, "ACNE", "II", 1));
        assertThat(release.counts()).hasSize(24);
        release.counts()
                .forEach((id, count) -> assertThat(count)
                        .as("%s", id)
                        .isEqualTo(
                                switch (id.measure()) {
                                    case PATIENTS -> new Shown(100);
                                    case ANY -> new Suppressed();
                                    case ADVERSE -> new Shown(0);
                                }));
    }

    @Test
    void ofASingleRowOneMoreCellIsHiddenForASmallOne() {
        for (boolean row : new boolean[] {true, false}) {
            var clinic = new Clinic();
            int[] patients = {4, 75, 60, 90};
            for (int i = 0; i < patients.length; i++) {
                clinic.patients(patients[i], MONTH, row ? "ONE" : "C" + i, row ? "S" + i : "ONE", 0);
            }
            var release = first(clinic);
            for (var period : List.of(ALL, MONTH)) {
                assertThat(hidden(release, period, PATIENTS))
                        .isEqualTo(
                                row
                                        ? Set.of("ONE/S0", "ALL/S0", "ONE/S2", "ALL/S2")
                                        : Set.of("C0/ONE", "C0/ALL", "C2/ONE", "C2/ALL"));
                assertThat(hidden(release, period, ANY)).isEmpty();
                assertThat(release.at(new CountId(period, ALL, ALL, PATIENTS))).isEqualTo(new Shown(229));
            }
        }
    }

    /** Scars came in the second month only: the first month's table has one row, though the chain's has two. */
    @Test
    void aRowThatStandsAloneInItsMonthIsPublished() {
        var clinic = new Clinic();
        for (var skinType : List.of("II", "III", "IV", "V")) {
            clinic.patients(60, "2026-01", "ACNE", skinType, 0)
                    .patients(25, "2026-01", "ACNE", skinType, 1)
                    .patients(70, "2026-02", "ACNE", skinType, 1)
                    .patients(50, "2026-02", "SCARS", skinType, 0);
        }
        clinic.patients(3, "2026-01", "ACNE", "II", 2);
        var release = first(clinic);
        assertThat(hidden(release, "2026-01", PATIENTS)).isEmpty();
        assertThat(hidden(release, "2026-01", ADVERSE))
                .hasSizeLessThanOrEqualTo(4)
                .contains("ACNE/II", "ALL/II");
        assertThat(release.at(new CountId("2026-01", "ACNE", "II", PATIENTS))).isEqualTo(new Shown(88));
    }

    @Test
    void aChainOfOneConditionPublishesMostOfWhatIsLarge() {
        var random = new Random(20261123);
        var clinic = new Clinic();
        for (int patient = 0; patient < 1_500; patient++) {
            var skinType = "S" + (int) Math.min(5, Math.abs(random.nextGaussian() * 2));
            int first = random.nextInt(12);
            for (int session = 0; session <= random.nextInt(4); session++) {
                double chance = random.nextDouble();
                int reaction = chance < 0.05 ? 2 : chance < 0.3 ? 1 : 0;
                clinic.add(new Clinic.Session(
                        patient, "month-%02d".formatted(Math.min(11, first + session)), "ONLY", skinType, reaction));
            }
        }
        var counts = clinic.counts();
        var release = first(clinic);
        for (var measure : List.of(PATIENTS, ANY, ADVERSE)) {
            assertThat(release.at(new CountId(ALL, ALL, ALL, measure))).isInstanceOf(Shown.class);
        }
        long large =
                counts.counts().values().stream().filter(count -> count >= 11).count();
        long shown = release.counts().values().stream()
                .filter(count -> count.value().orElse(0) > 0)
                .count();
        assertThat(shown).as("of %d large", large).isGreaterThan(large * 8 / 10);
    }
}
