package io.dermavigil.serving.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermavigil.statistics.Interval;
import io.dermavigil.statistics.Wilson;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreViewsTest {

    private static final String ACCOUNT = "STRATUM|2026-03|CLINIC|ACNE_SCAR|IV|||";

    private static Store store;

    @BeforeAll
    static void open() {
        store = Store.open(TestDatabases.create());
        store.writer().useTransaction(handle -> {
            handle.execute("""
                    INSERT INTO raw.side_effects VALUES
                      (?, 'STRATUM', 'MONTH', '2026-03-01', 'CLINIC', 'ACNE_SCAR', 'IV', null, null, null,
                       412, 187, 160, 98, 12, 11, '{"2026-03-02": 21}', now(), gen_random_uuid(), 0, 7),
                      ('CHAIN|ALL|HOME|||||', 'CHAIN', 'ALL', null, 'HOME', null, null, null, null, null,
                       0, 0, 0, 0, 0, 0, '{}', now(), gen_random_uuid(), 0, 8)
                    """, ACCOUNT);
            handle.execute("""
                    INSERT INTO raw.reactions VALUES
                      (?, 'HYPERPIGMENTATION', 9, 9, 10, 10, 9, 9, 6, 3, 1, 0, 0, 0, 4, 0,
                       '{"14": 2, "21": 8}', '{"60": 6}')
                    """, ACCOUNT);
            handle.execute("""
                    INSERT INTO raw.satisfaction VALUES
                      (?, 'STRATUM', 'MONTH', '2026-03-01', 'CLINIC', 'ACNE_SCAR', 'IV', null, null, null,
                       412, 230, now(), gen_random_uuid(), 0, 9)
                    """, ACCOUNT);
            handle.execute("""
                    INSERT INTO raw.rating_bands VALUES
                      (?, 'OVERALL', '', 4, 11, 40, 110, 65, 30, 80, 60, 20, 2), (?, 'WEEKS', '0-1', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
                    """, ACCOUNT, ACCOUNT);
            handle.execute("""
                    INSERT INTO raw.clinics VALUES ('berlin-1', now(), 5, 4, 3, 2, 1, 0, 0,
                      '{"INVALID": 3, "UNREADABLE": 4}', now(), gen_random_uuid(), 0, 1)
                    """);
        });
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void ratesAndLimitsOfAnAccountAreThoseOfItsCounts() {
        Map<String, Object> row = one("SELECT * FROM serving.side_effects WHERE account_key = '" + ACCOUNT + "'");
        assertThat(row)
                .containsEntry("sessions", 412L)
                .containsEntry("any_sessions", 160L)
                .containsEntry("any_rate", 160.0 / 412)
                .containsEntry("adverse_rate", 12.0 / 412);
        Interval limits = Wilson.interval95(12, 412);
        assertThat((Double) row.get("adverse_rate_low")).isCloseTo(limits.low(), within(1e-12));
        assertThat((Double) row.get("adverse_rate_high")).isCloseTo(limits.high(), within(1e-12));
    }

    @Test
    void anAccountWithoutSessionsHasNoRates() {
        Map<String, Object> row = one("SELECT * FROM serving.side_effects WHERE setting = 'HOME'");
        assertThat(row)
                .containsEntry("sessions", 0L)
                .containsEntry("any_rate", null)
                .containsEntry("any_rate_low", null)
                .containsEntry("adverse_rate_high", null);
        assertThat(list("SELECT * FROM serving.reactions WHERE setting = 'HOME'"))
                .isEmpty();
    }

    @Test
    void everyReactionTypeIsThereWithItsWindow() {
        List<Map<String, Object>> rows =
                list("SELECT * FROM serving.reactions WHERE account_key = '" + ACCOUNT + "' ORDER BY reaction_type");
        assertThat(rows).hasSize(23);
        Map<String, Object> seen = type(rows, "HYPERPIGMENTATION");
        assertThat(seen)
                .containsEntry("sessions", 412L)
                .containsEntry("type_sessions", 9L)
                .containsEntry("grade_1", 6L)
                .containsEntry("unresolved", 4L)
                .containsEntry("expected_window_days", null);
        Map<String, Object> unseen = type(rows, "ERYTHEMA");
        assertThat(unseen)
                .containsEntry("type_sessions", 0L)
                .containsEntry("type_rate", 0.0)
                .containsEntry("type_rate_low", 0.0)
                .containsEntry("expected_window_days", 7);
        assertThat((Double) unseen.get("type_rate_high"))
                .isCloseTo(Wilson.interval95(0, 412).high(), within(1e-12));
    }

    @Test
    void histogramsAreRows() {
        assertThat(list("SELECT day, reports FROM serving.onset_days ORDER BY day"))
                .containsExactly(Map.of("day", 14, "reports", 2L), Map.of("day", 21, "reports", 8L));
        assertThat(list("SELECT day, reports FROM serving.resolution_days"))
                .containsExactly(Map.of("day", 60, "reports", 6L));
        assertThat(list("SELECT treated_on::text AS day, sessions FROM serving.sessions_by_day"))
                .containsExactly(Map.of("day", "2026-03-02", "sessions", 21L));
    }

    @Test
    void satisfactionIsPerBand() {
        Map<String, Object> overall = one("SELECT * FROM serving.satisfaction WHERE band_kind = 'OVERALL'");
        assertThat(overall).containsEntry("ratings", 230L).containsEntry("top_box_rate", 175.0 / 230);
        assertThat((Double) overall.get("mean")).isCloseTo((4 + 22 + 120 + 440 + 325) / 230.0, within(1e-12));
        assertThat((Double) overall.get("top_box_rate_low"))
                .isCloseTo(Wilson.interval95(175, 230).low(), within(1e-12));
        assertThat(one("SELECT * FROM serving.satisfaction WHERE band_kind = 'WEEKS'"))
                .containsEntry("ratings", 0L)
                .containsEntry("mean", null)
                .containsEntry("top_box_rate", null)
                .containsEntry("top_box_rate_high", null);
    }

    @Test
    void rejectsAreCountedByReasonAndInAll() {
        assertThat(one("SELECT * FROM serving.clinics")).containsEntry("rejected", 7L);
        assertThat(list("SELECT reason, records FROM serving.rejects ORDER BY reason"))
                .containsExactly(
                        Map.of("reason", "INVALID", "records", 3L), Map.of("reason", "UNREADABLE", "records", 4L));
    }

    @Test
    void followUpsAreDueAWindowAfterTheReactionWasLastSeen() {
        store.writer().useTransaction(handle -> handle.execute("""
                INSERT INTO raw.reaction_facts
                SELECT 'patient-1', 'berlin-1', session_id, 'r1', gen_random_uuid(), 'clinic.reactions', '\\x0000000000000001',
                       1, false, now(), reaction_type, 2, '{}', '2026-03-01', resolved_on::date, ongoing_on::date, null,
                       'PATIENT', null, 'POSSIBLE'
                  FROM (VALUES ('expected', 'ERYTHEMA', null, null),
                               ('seen-again', 'ERYTHEMA', null, '2026-03-20'),
                               ('never-expected', 'INFECTION', null, null),
                               ('resolved', 'ERYTHEMA', '2026-03-30', null),
                               ('withdrawn', 'ERYTHEMA', null, null)) r (session_id, reaction_type, resolved_on, ongoing_on)
                """));
        store.writer().useTransaction(handle -> handle.execute("""
                INSERT INTO raw.session_facts (patient_key, clinic_id, session_id, event_id, topic, digest, revision, voided,
                  recorded_at, treated_on, condition, skin_type, skin_type_method, setting, body_site, topical_in_channel)
                SELECT 'patient-1', 'berlin-1', 'withdrawn', gen_random_uuid(), 'clinic.sessions', '\\x0000000000000001', revision,
                       revision = 2, now(), '2026-03-01', 'ACNE_SCAR', 'IV', 'UNKNOWN', 'CLINIC', 'FACE', 'UNKNOWN'
                  FROM generate_series(1, 2) AS revision
                """));
        assertThat(overdue("2026-03-08")).isEmpty();
        assertThat(overdue("2026-03-09")).containsExactly("expected 2026-03-08 1");
        assertThat(overdue("2026-04-01"))
                .containsExactly("expected 2026-03-08 24", "never-expected 2026-03-31 1", "seen-again 2026-03-27 5");
    }

    private static List<String> overdue(String asOf) {
        return store.safety()
                .withHandle(handle -> handle.createQuery("""
                        SELECT session_id || ' ' || due_on || ' ' || days_overdue
                          FROM serving.follow_ups_overdue(CAST(? AS date)) ORDER BY 1
                        """)
                        .bind(0, asOf)
                        .mapTo(String.class)
                        .list());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 10, 263, 1000, 123_457, 2_000_000_000})
    void limitsAreThoseOfStatistics(long trials) {
        for (long successes : new long[] {0, 1, trials / 3, trials / 2, trials - 1, trials}) {
            Interval expected = Wilson.interval95(successes, trials);
            Map<String, Object> row =
                    one("SELECT serving.wilson_low(%d, %d) AS low, serving.wilson_high(%d, %d) AS high"
                            .formatted(successes, trials, successes, trials));
            assertThat((Double) row.get("low")).isCloseTo(expected.low(), within(1e-12));
            assertThat((Double) row.get("high")).isCloseTo(expected.high(), within(1e-12));
        }
    }

    private static Map<String, Object> type(List<Map<String, Object>> rows, String name) {
        return rows.stream()
                .filter(row -> row.get("reaction_type").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> one(String sql) {
        List<Map<String, Object>> rows = list(sql);
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private static List<Map<String, Object>> list(String sql) {
        Jdbi safety = store.safety();
        return safety.withHandle(handle -> handle.createQuery(sql).mapToMap().list());
    }
}
