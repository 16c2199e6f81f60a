package io.dermavigil.serving.rest;

import io.dermavigil.serving.store.Store;
import org.jdbi.v3.core.Handle;

/** A small chain in the store: two clinics, one stratum with two months, satisfaction, rejects, cases and a release. */
final class SampleRows {

    static final String ALL = "STRATUM|ALL|CLINIC|ACNE_SCAR|IV|||";
    static final String MARCH = "STRATUM|2026-03|CLINIC|ACNE_SCAR|IV|||";
    static final String FORMULA_LOT = "=cmd|' /C calc'!A0";

    private SampleRows() {}

    static void write(Store store) {
        store.writer().useTransaction(handle -> {
            account(handle, "CHAIN|ALL|CLINIC|||||", "CHAIN", null, null, null, null, null, 600, 300, 12);
            account(
                    handle,
                    "CONDITION|ALL|CLINIC|ACNE_SCAR||||",
                    "CONDITION",
                    null,
                    "ACNE_SCAR",
                    null,
                    null,
                    null,
                    600,
                    300,
                    12);
            account(handle, ALL, "STRATUM", null, "ACNE_SCAR", "IV", null, null, 600, 300, 12);
            account(
                    handle,
                    "STRATUM|2026-02|CLINIC|ACNE_SCAR|IV|||",
                    "STRATUM",
                    "2026-02-01",
                    "ACNE_SCAR",
                    "IV",
                    null,
                    null,
                    200,
                    150,
                    4);
            account(handle, MARCH, "STRATUM", "2026-03-01", "ACNE_SCAR", "IV", null, null, 400, 250, 8);
            account(
                    handle,
                    "CLINIC|ALL|CLINIC|||berlin-1||",
                    "CLINIC",
                    null,
                    null,
                    null,
                    "berlin-1",
                    null,
                    400,
                    200,
                    10);
            account(handle, "CLINIC|ALL|CLINIC|||riga-2||", "CLINIC", null, null, null, "riga-2", null, 200, 100, 2);
            account(
                    handle,
                    "CLINIC_STRATUM|ALL|CLINIC|ACNE_SCAR|IV|berlin-1||",
                    "CLINIC_STRATUM",
                    null,
                    "ACNE_SCAR",
                    "IV",
                    "berlin-1",
                    null,
                    400,
                    200,
                    10);
            account(
                    handle,
                    "CLINIC_STRATUM|ALL|CLINIC|ACNE_SCAR|IV|riga-2||",
                    "CLINIC_STRATUM",
                    null,
                    "ACNE_SCAR",
                    "IV",
                    "riga-2",
                    null,
                    200,
                    100,
                    2);
            account(handle, "LOT|ALL|CLINIC||||pen|%3Dcmd", "LOT", null, null, null, null, FORMULA_LOT, 30, 20, 1);
            account(handle, "CHAIN|ALL|HOME|||||", "CHAIN", null, null, null, null, null, 0, 0, 0);
            handle.execute("UPDATE raw.side_effects SET setting = 'HOME' WHERE account_key = 'CHAIN|ALL|HOME|||||'");
            handle.execute(
                    "UPDATE raw.side_effects SET sessions_by_day = '{\"2026-03-02\": 300, \"2026-03-30\": 100}' WHERE account_key = ?",
                    MARCH);
            handle.execute(
                    "UPDATE raw.side_effects SET sessions_by_day = '{\"2026-02-10\": 200}' WHERE account_key LIKE 'STRATUM|2026-02%'");
            for (String key : new String[] {ALL, MARCH}) {
                handle.execute("""
                        INSERT INTO raw.reactions VALUES (?, 'HYPERPIGMENTATION', 9, 9, 10, 10, 9, 9, 6, 3, 1, 0, 0, 0, 4, 0,
                          '{"14": 2, "21": 8}', '{"60": 6}')""", key);
            }
            ratings(handle);
            quality(handle);
            cases(handle);
        });
    }

    /** A release of two cells, one of which is hidden. */
    static int release(Store store) {
        return store.writer().inTransaction(handle -> {
            int number = handle.createQuery("SELECT coalesce(max(release_no), 0) + 1 FROM release.releases")
                    .mapTo(Integer.class)
                    .one();
            handle.execute(
                    "INSERT INTO release.releases VALUES (?, now(), '2026-04-01T00:00:00Z', 'cells-11', 11, 'rules-1')",
                    number);
            handle.execute("""
                    INSERT INTO release.cells VALUES
                      (?, 'ALL', null, 'CLINIC', null, null, 'PATIENTS', 300, 'SHOWN', null),
                      (?, 'ALL', null, 'CLINIC', null, null, 'ANY', 100, 'SHOWN', null),
                      (?, 'ALL', null, 'CLINIC', null, null, 'ADVERSE', 12, 'SHOWN', null),
                      (?, 'ALL', null, 'CLINIC', 'ACNE_SCAR', 'IV', 'PATIENTS', 280, 'SHOWN', null),
                      (?, 'ALL', null, 'CLINIC', 'ACNE_SCAR', 'IV', 'ANY', 95, 'SHOWN', null),
                      (?, 'ALL', null, 'CLINIC', 'ACNE_SCAR', 'IV', 'ADVERSE', null, 'SUPPRESSED', null)""", number, number, number, number, number, number);
            return number;
        });
    }

    static void account(
            Handle handle,
            String key,
            String grouping,
            String month,
            String condition,
            String skinType,
            String clinic,
            String lot,
            long sessions,
            long patients,
            long adverse) {
        handle.execute(
                """
                INSERT INTO raw.side_effects VALUES (?, ?, ?, ?::date, 'CLINIC', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '{}',
                  '2026-04-02T09:12:44Z', gen_random_uuid(), 0, 1)""",
                key,
                grouping,
                month == null ? "ALL" : "MONTH",
                month,
                condition,
                skinType,
                clinic,
                lot == null ? null : "pen",
                lot,
                sessions,
                patients,
                sessions / 3,
                patients / 3,
                adverse,
                Math.min(adverse, patients));
    }

    private static void ratings(Handle handle) {
        handle.execute("""
                INSERT INTO raw.satisfaction VALUES (?, 'STRATUM', 'ALL', null, 'CLINIC', 'ACNE_SCAR', 'IV', null, null, null,
                  600, 230, now(), gen_random_uuid(), 0, 9)""", ALL);
        handle.execute("""
                INSERT INTO raw.rating_bands VALUES (?, 'OVERALL', '', 4, 11, 40, 110, 65, 30, 80, 60, 20, 2),
                  (?, 'WEEKS', '0-1', 1, 1, 4, 10, 5, 3, 8, 6, 2, 0), (?, 'WEEKS', '13+', 0, 0, 0, 1, 0, 0, 1, 0, 0, 0),
                  (?, 'SESSION_NUMBER', '4+', 0, 0, 0, 1, 0, 0, 1, 0, 0, 0)""", ALL, ALL, ALL, ALL);
    }

    private static void quality(Handle handle) {
        handle.execute("""
                INSERT INTO raw.clinics VALUES ('berlin-1', now(), 5, 4, 3, 2, 1, 0, 0, '{"INVALID": 3, "UNREADABLE": 4}', now(),
                  gen_random_uuid(), 0, 1), ('riga-2', null, 0, 0, 0, 0, 0, 0, 0, '{}', now(), gen_random_uuid(), 0, 2),
                  ('', null, 0, 0, 0, 0, 0, 0, 0, '{"UNKNOWN_SCHEMA": 1}', now(), gen_random_uuid(), 0, 3)""");
        handle.execute(
                "INSERT INTO raw.progress VALUES ('outcomes-1', 'clinic.sessions', 0, 812, 'rules-1', '2026-04-02T09:12:44Z')");
        handle.execute("INSERT INTO raw.consumed (topic, partition, topic_id, next_offset, read_at)"
                + " VALUES ('summary.side-effects', 0, gen_random_uuid(), 17, now())");
        handle.execute("INSERT INTO raw.fold (generation, since) VALUES (1, now())");
    }

    /** Four cases: resolved after 5 and after 10 days, seen ongoing on day 8, never seen again. */
    private static void cases(Handle handle) {
        handle.execute("""
                INSERT INTO raw.session_facts (patient_key, clinic_id, session_id, event_id, topic, digest, revision, voided,
                  recorded_at, treated_on, condition, skin_type, skin_type_method, setting, body_site, topical_in_channel)
                SELECT 'patient-' || n, 'berlin-1', 's-' || n, gen_random_uuid(), 'clinic.sessions', '\\x0000000000000001', 1, false,
                  now(), '2026-03-02', 'ACNE_SCAR', 'IV', 'CLINICIAN', 'CLINIC', 'FACE', 'NONE' FROM generate_series(1, 4) n""");
        handle.execute("""
                INSERT INTO raw.reaction_facts
                SELECT 'patient-' || n, 'berlin-1', 's-' || n, 'r-' || n, gen_random_uuid(), 'clinic.reactions',
                  '\\x0000000000000002', 1, false, now(), 'HYPERPIGMENTATION', 2, '{}', '2026-03-16',
                  (ARRAY['2026-03-21', '2026-03-26', null, null]::date[])[n], (ARRAY[null, null, '2026-03-24', null]::date[])[n],
                  null, 'PATIENT', null, 'POSSIBLE' FROM generate_series(1, 4) n""");
    }
}
