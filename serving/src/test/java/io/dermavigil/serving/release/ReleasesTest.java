package io.dermavigil.serving.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermavigil.serving.store.Store;
import io.dermavigil.serving.store.TestDatabases;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Releases from rows of the store, into the store. */
class ReleasesTest {

    private Store store;
    private Releases releases;

    @BeforeEach
    void open() {
        store = Store.open(TestDatabases.create());
        releases = new Releases(store.writer());
        store.writer()
                .useHandle(
                        handle -> handle.execute("INSERT INTO raw.progress VALUES ('outcomes', 'clinic.sessions', 0, 9,"
                                + " 'rules-1', '2026-04-02T09:12:44Z')"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void saysWhatIsLargeAndHidesWhatIsSmall() {
        write(300, 120, 40, 4);

        Release made = releases.make(ThresholdChoice.AS_BEFORE);

        assertThat(made.number()).isEqualTo(1);
        assertThat(made.asOf()).isEqualTo(Instant.parse("2026-04-02T09:12:44Z"));
        Map<String, Object> small = cell(1, "ALL", "V");
        assertThat(small.get("patients")).isEqualTo(250L);
        assertThat(small.get("adverse_patients")).isNull();
        assertThat(small.get("adverse_rate")).isNull();
        assertThat(small.get("suppressed")).isEqualTo(true);
        // the condition's total less the other skin type would tell it, so one of the two is hidden, too
        assertThat(cell(1, "ALL", "IV").get("adverse_patients") == null
                        || cell(1, "ALL", null).get("adverse_patients") == null)
                .isTrue();
        assertThat(cell(1, "ALL", "IV").get("patients")).isEqualTo(300L);
        assertThat(releases.list()).singleElement().isEqualTo(made);
        // safety is told why, analysts are not
        Map<String, Object> reasons = store.safety()
                .withHandle(handle -> handle.createQuery("SELECT * FROM serving.release_reasons")
                        .mapToMap()
                        .one());
        // the small count of the month, and of all months
        assertThat(reasons).containsEntry("own", 2L).containsEntry("withdrawn", 0L);
        assertThat(2L + (Long) reasons.get("others")).isEqualTo(made.suppressed());
        assertThatThrownBy(() -> store.analyst()
                        .withHandle(handle -> handle.createQuery("SELECT * FROM serving.release_reasons")
                                .mapToMap()
                                .list()))
                .hasMessageContaining("permission denied");
    }

    @Test
    void carriesWhatChangedByLittleAndShowsWhatChangedByMuch() {
        write(300, 120, 40, 30);
        releases.make(ThresholdChoice.AS_BEFORE);
        write(305, 180, 40, 30);

        Release second = releases.make(ThresholdChoice.AS_BEFORE);

        assertThat(cell(2, "ALL", "IV").get("patients")).isEqualTo(300L);
        assertThat(cell(2, "ALL", "IV").get("any_patients")).isEqualTo(180L);
        // of the first release's patients and the second's reactions: no rate of one moment
        assertThat(cell(2, "ALL", "IV").get("any_rate_mixed")).isEqualTo(true);
        assertThat(cell(2, "ALL", "IV").get("adverse_rate_mixed")).isEqualTo(false);
        assertThat(cell(1, "ALL", "IV").get("any_rate_mixed")).isEqualTo(false);
        assertThat(second.carried()).isPositive();
        assertThat(states(2)).contains("PATIENTS CARRIED 1").contains("ANY SHOWN null");
        // what an earlier release said stays
        assertThat(cell(1, "ALL", "IV").get("any_patients")).isEqualTo(120L);
    }

    @Test
    void aSettingThatLostAllItsPatientsIsStillReleased() {
        write(300, 120, 40, 30);
        releases.make(ThresholdChoice.AS_BEFORE);
        store.writer()
                .useHandle(handle -> handle.execute("UPDATE raw.side_effects SET patients = 0, any_patients = 0,"
                        + " adverse_patients = 0, sessions = 0, any_sessions = 0, adverse_sessions = 0"));

        releases.make(ThresholdChoice.AS_BEFORE);

        assertThat(cell(2, "ALL", null).get("patients")).isEqualTo(0L);
    }

    @Test
    void theThresholdStaysUnlessAnotherIsAskedForAndFallsOnlyByHand() {
        write(300, 120, 40, 8);
        assertThat(releases.make(ThresholdChoice.of(20)).threshold()).isEqualTo(20);
        assertThat(releases.make(ThresholdChoice.AS_BEFORE).threshold()).isEqualTo(20);

        assertThatThrownBy(() -> releases.make(ThresholdChoice.of(5)))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining("threshold 20")
                .hasMessageContaining("--suppress-below 5 --lower");
        assertThat(releases.list()).hasSize(2);
        assertThat(cell(2, "ALL", "V").get("adverse_patients")).isNull();

        assertThat(releases.make(ThresholdChoice.of(5).orLower()).threshold()).isEqualTo(5);
        assertThat(cell(3, "ALL", "V").get("adverse_patients")).isEqualTo(8L);
        assertThat(releases.make(ThresholdChoice.AS_BEFORE).threshold()).isEqualTo(5);

        // said once, it cannot be taken back, but it is not said again
        assertThat(releases.make(ThresholdChoice.of(11)).threshold()).isEqualTo(11);
        assertThat(cell(5, "ALL", "V").get("adverse_patients")).isNull();
    }

    @Test
    void withoutPatientsThereIsNothingToRelease() {
        assertThatThrownBy(() -> releases.make(ThresholdChoice.AS_BEFORE))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining("nothing to release");
        assertThat(releases.list()).isEmpty();
    }

    @Test
    void countsOfTwoMomentsAreNotReleased() {
        write(300, 120, 40, 30);
        account("CHAIN", "ALL", null, null, 290, 120, 40);
        assertThatThrownBy(() -> releases.make(ThresholdChoice.AS_BEFORE))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining("not of one moment")
                .hasMessageNotContaining("300");
        assertThat(releases.list()).isEmpty();
    }

    @Test
    void twoAtOnceAreMadeOneAfterTheOther() {
        write(300, 120, 40, 30);
        List<CompletableFuture<Release>> both = List.of(
                CompletableFuture.supplyAsync(() -> releases.make(ThresholdChoice.AS_BEFORE)),
                CompletableFuture.supplyAsync(() -> releases.make(ThresholdChoice.AS_BEFORE)));
        assertThat(both.stream().map(CompletableFuture::join).map(Release::number))
                .containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void theCalendarMakesOneWhenItIsDueAndTheStoreIsComplete() {
        write(300, 120, 40, 30);
        AtomicBoolean complete = new AtomicBoolean();
        Instant nextMonth = ReleaseCalendar.MONTHLY.after(releases.calendarFrom());
        ScheduledReleases now = scheduled(complete, nextMonth.minusSeconds(1));
        ScheduledReleases then = scheduled(complete, nextMonth.plusSeconds(1));
        try (now;
                then) {
            complete.set(true);
            now.look();
            assertThat(releases.list()).isEmpty();
            complete.set(false);
            then.look();
            assertThat(releases.list()).isEmpty();
            complete.set(true);
            then.look();
            assertThat(releases.list()).hasSize(1);
        }
    }

    private ScheduledReleases scheduled(AtomicBoolean complete, Instant at) {
        return new ScheduledReleases(
                releases,
                ReleaseCalendar.MONTHLY,
                ThresholdChoice.AS_BEFORE,
                complete::get,
                Clock.fixed(at, ZoneOffset.UTC));
    }

    /** A chain of two conditions and two skin types in one month, whose patients have one session each. */
    private void write(long patients, long any, long adverse, long adverseOfV) {
        stratum("ACNE_SCAR", "IV", patients, any, adverse);
        stratum("ACNE_SCAR", "V", 250, 90, adverseOfV);
        stratum("MELASMA", "IV", 200, 80, 30);
        stratum("MELASMA", "V", 150, 70, 30);
        for (String margin : List.of("CONDITION", "SKIN_TYPE", "CHAIN")) {
            store.writer()
                    .useHandle(handle -> handle.createQuery("""
                            SELECT period_kind, CASE WHEN :margin = 'CONDITION' THEN condition END AS condition,
                                   CASE WHEN :margin = 'SKIN_TYPE' THEN skin_type END AS skin_type,
                                   sum(patients) AS patients, sum(any_patients) AS any, sum(adverse_patients) AS adverse
                              FROM raw.side_effects WHERE grouping = 'STRATUM' GROUP BY 1, 2, 3""")
                            .bind("margin", margin)
                            .mapToMap()
                            .forEach(row -> account(
                                    margin,
                                    row.get("period_kind").equals("ALL") ? "ALL" : "2026-03",
                                    (String) row.get("condition"),
                                    (String) row.get("skin_type"),
                                    ((Number) row.get("patients")).longValue(),
                                    ((Number) row.get("any")).longValue(),
                                    ((Number) row.get("adverse")).longValue())));
        }
    }

    private void stratum(String condition, String skinType, long patients, long any, long adverse) {
        account("STRATUM", "ALL", condition, skinType, patients, any, adverse);
        account("STRATUM", "2026-03", condition, skinType, patients, any, adverse);
    }

    private void account(
            String grouping, String period, String condition, String skinType, long patients, long any, long adverse) {
        store.writer().useHandle(handle -> {
            String key = grouping + "|" + period + "|" + condition + "|" + skinType;
            handle.execute("DELETE FROM raw.side_effects WHERE account_key = ?", key);
            handle.execute(
                    """
                    INSERT INTO raw.side_effects VALUES (?, ?, ?, ?::date, 'CLINIC', ?, ?, null, null, null, ?, ?, ?, ?, ?, ?, '{}',
                      now(), gen_random_uuid(), 0, 1)""",
                    key,
                    grouping,
                    period.equals("ALL") ? "ALL" : "MONTH",
                    period.equals("ALL") ? null : period + "-01",
                    condition,
                    skinType,
                    patients,
                    patients,
                    any,
                    any,
                    adverse,
                    adverse);
        });
    }

    private Map<String, Object> cell(int release, String kind, String skinType) {
        return store.analyst()
                .withHandle(handle -> handle.createQuery("""
                        SELECT * FROM release.side_effects WHERE release_no = :release AND period_kind = :kind
                           AND condition IS NOT DISTINCT FROM :condition AND skin_type IS NOT DISTINCT FROM :skinType""")
                        .bind("release", release)
                        .bind("kind", kind)
                        .bind("condition", "ACNE_SCAR")
                        .bind("skinType", skinType)
                        .mapToMap()
                        .one());
    }

    private List<String> states(int release) {
        return store.analyst()
                .withHandle((Handle handle) -> handle.createQuery("""
                        SELECT concat(measure, ' ', state, ' ', coalesce(carried_from::text, 'null')) FROM release.cells
                         WHERE release_no = :release""")
                        .bind("release", release)
                        .mapTo(String.class)
                        .list());
    }
}
