package io.dermavigil.statistics.disclosure;

import static io.dermavigil.statistics.disclosure.CountId.ALL;
import static io.dermavigil.statistics.disclosure.Measure.ADVERSE;
import static io.dermavigil.statistics.disclosure.Measure.ANY;
import static io.dermavigil.statistics.disclosure.Measure.PATIENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dermavigil.statistics.disclosure.PublishedCount.Carried;
import io.dermavigil.statistics.disclosure.PublishedCount.Shown;
import io.dermavigil.statistics.disclosure.PublishedCount.Suppressed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DisclosureTest {

    private static final String MONTH = "2026-01";

    private static CountId id(String period, String condition, String skinType, Measure measure) {
        return new CountId(period, condition, skinType, measure);
    }

    private static PublishedRelease first(TrueCounts counts) {
        return Disclosure.release(List.of(), counts, ReleaseRule.DEFAULT);
    }

    /** Four cells of 40 patients, some with reactions: nothing is small. */
    private static Clinic large() {
        var clinic = new Clinic();
        for (var condition : List.of("ACNE", "SCARS")) {
            for (var skinType : List.of("II", "V")) {
                clinic.patients(40, MONTH, condition, skinType, 0)
                        .patients(20, MONTH, condition, skinType, 1)
                        .patients(15, MONTH, condition, skinType, 2);
            }
        }
        return clinic;
    }

    @Test
    void hidesNothingWhereNothingIsSmall() {
        assertThat(first(large().counts()).counts().values()).allMatch(count -> count instanceof Shown);
    }

    @Test
    void hidesSomeMoreForOneSmallCell() {
        var release = first(large().patients(4, MONTH, "RARE", "II", 0).counts());
        assertThat(release.at(id(MONTH, "RARE", "II", PATIENTS))).isEqualTo(new Suppressed());
        long hidden = release.counts().entrySet().stream()
                .filter(entry ->
                        entry.getKey().period().equals(MONTH) && entry.getKey().measure() == PATIENTS)
                .filter(entry -> entry.getValue() instanceof Suppressed)
                .count();
        assertThat(hidden).isBetween(4L, 8L);
        assertThat(release.at(id(MONTH, ALL, ALL, PATIENTS))).isEqualTo(new Shown(304));
    }

    @Test
    void hidesWhatGivesASmallComplementAway() {
        var clinic = large().patients(30, MONTH, "BURNS", "II", 1).patients(3, MONTH, "BURNS", "II", 0);
        var release = first(clinic.patients(50, MONTH, "BURNS", "V", 0).counts());
        assertThat(release.at(id(MONTH, "BURNS", "II", PATIENTS)).value().isPresent()
                        && release.at(id(MONTH, "BURNS", "II", ANY)).value().isPresent())
                .isFalse();
    }

    @Test
    void neverShowsASmallCount() {
        var release = first(large().patients(4, MONTH, "RARE", "II", 2)
                .patients(1, MONTH, "RARE", "V", 1)
                .counts());
        assertThat(release.counts().values())
                .filteredOn(count -> count.value().isPresent())
                .noneMatch(
                        count -> count.value().getAsLong() > 0 && count.value().getAsLong() < 11);
    }

    @Test
    void hidesEverythingOfAClinicWithHardlyAnyPatients() {
        var release = first(new Clinic()
                .patients(2, MONTH, "ACNE", "II", 1)
                .patients(1, MONTH, "SCARS", "V", 2)
                .counts());
        assertThat(release.counts().values())
                .allMatch(count -> count.value().isEmpty() || count.value().getAsLong() == 0);
        assertThat(release.at(id(ALL, ALL, ALL, PATIENTS))).isEqualTo(new Suppressed());
    }

    @Test
    void showsZeros() {
        var release = first(large().patients(50, "2026-02", "ACNE", "II", 0).counts());
        assertThat(release.at(id("2026-02", "SCARS", "V", PATIENTS))).isEqualTo(new Shown(0));
    }

    @Test
    void carriesWhatMovedByLessThanTheThreshold() {
        var history = new ArrayList<>(List.of(first(large().counts())));
        var id = id(MONTH, "ACNE", "II", PATIENTS);
        history.add(Disclosure.release(
                history, large().patients(10, MONTH, "ACNE", "II", 0).counts(), ReleaseRule.DEFAULT));
        assertThat(history.get(1).at(id)).isEqualTo(new Carried(75, 1));
        history.add(Disclosure.release(
                history, large().patients(11, MONTH, "ACNE", "II", 0).counts(), ReleaseRule.DEFAULT));
        assertThat(history.get(2).at(id)).isEqualTo(new Shown(86));
        history.add(Disclosure.release(
                history, large().patients(12, MONTH, "ACNE", "II", 0).counts(), ReleaseRule.DEFAULT));
        assertThat(history.get(3).at(id)).isEqualTo(new Carried(86, 3));
    }

    @Test
    void doesNotTellAnUnchangedCountFromASlightlyChangedOne() {
        var history = List.of(first(large().counts()));
        var next = Disclosure.release(history, large().counts(), ReleaseRule.DEFAULT);
        assertThat(next.counts().values()).allMatch(count -> count instanceof Carried);
    }

    @Test
    void carriesAZeroUntilTheThresholdIsReached() {
        var history =
                List.of(first(large().patients(60, "2026-02", "ACNE", "II", 0).counts()));
        var some = large().patients(60, "2026-02", "ACNE", "II", 0).patients(3, "2026-02", "SCARS", "V", 0);
        var release = Disclosure.release(history, some.counts(), ReleaseRule.DEFAULT);
        assertThat(release.at(id("2026-02", "SCARS", "V", PATIENTS))).isEqualTo(new Carried(0, 1));
    }

    @Test
    void takesTheThresholdFromTheRule() {
        var counts = large().patients(4, MONTH, "RARE", "II", 0)
                .patients(60, MONTH, "RARE", "V", 0)
                .counts();
        var id = id(MONTH, "RARE", "II", PATIENTS);
        assertThat(Disclosure.release(List.of(), counts, new ReleaseRule(4)).at(id))
                .isEqualTo(new Shown(4));
        assertThat(Disclosure.release(List.of(), counts, new ReleaseRule(5)).at(id))
                .isEqualTo(new Suppressed());
    }

    @Test
    void doesNotDependOnTheOrderOfItsInput() {
        var counts = large().patients(4, MONTH, "RARE", "II", 2)
                .patients(7, "2026-02", "ACNE", "V", 1)
                .counts();
        var entries = new ArrayList<>(counts.counts().entrySet());
        Collections.reverse(entries);
        Map<CountId, Long> reversed = new LinkedHashMap<>();
        entries.forEach(entry -> reversed.put(entry.getKey(), entry.getValue()));
        assertThat(first(TrueCounts.of(reversed))).isEqualTo(first(counts));
    }

    @Test
    void refusesAHistoryWithAGap() {
        var second = new PublishedRelease(2, ReleaseRule.DEFAULT, Collections.emptySortedMap());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Disclosure.release(List.of(second), large().counts(), ReleaseRule.DEFAULT))
                .withMessageContaining("release 1 expected");
    }

    @Test
    void refusesCountsOfDifferentMoments() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrueCounts.of(Map.of(
                        id(ALL, "ACNE", "II", PATIENTS), 3L,
                        id(ALL, "ACNE", ALL, PATIENTS), 2L,
                        id(ALL, ALL, "II", PATIENTS), 3L,
                        id(ALL, ALL, ALL, PATIENTS), 3L)))
                .withMessageContaining("must not exceed its margin")
                .withMessageContaining("ACNE");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrueCounts.of(Map.of(id(ALL, ALL, ALL, ADVERSE), 1L)))
                .withMessageContaining("must not exceed the measure that holds it");
    }

    @Test
    void boundsAreThoseOfTheTextbook() {
        var release = first(large().patients(4, MONTH, "RARE", "II", 0).counts());
        for (var entry : release.counts().entrySet()) {
            if (entry.getValue() instanceof Suppressed) {
                var range = DisclosureAudit.bounds(List.of(), release, entry.getKey(), Assumption.SUMS)
                        .orElseThrow();
                assertThat(range.isPinned()).as("%s", entry.getKey()).isFalse();
                assertThat(range.most().orElse(Long.MAX_VALUE)).isGreaterThanOrEqualTo(11);
            }
        }
    }

    @Test
    void boundsFindAnUnprotectedCell() {
        var counts = large().patients(4, MONTH, "RARE", "II", 0)
                .patients(50, MONTH, "RARE", "V", 0)
                .counts();
        var naive = new LinkedHashMap<CountId, PublishedCount>();
        counts.counts().forEach((id, count) -> naive.put(id, new Shown(count)));
        var small = id(MONTH, "RARE", "II", PATIENTS);
        naive.put(small, new Suppressed());
        var release = PublishedRelease.of(1, ReleaseRule.DEFAULT, naive);
        assertThat(DisclosureAudit.bounds(List.of(), release, small, Assumption.SUMS))
                .hasValueSatisfying(range -> assertThat(range.isPinned()).isTrue());
        assertThat(DisclosureAudit.bounds(List.of(), release, small, Assumption.CERTAIN))
                .hasValueSatisfying(range -> assertThat(range.least()).isEqualTo(4));
    }
}
