package io.dermavigil.cli.releases;

import io.dermavigil.serving.store.EmbeddedStore;
import io.dermavigil.serving.store.Store;
import java.nio.file.Path;

/** The store of a local stack's data folder, with a chain of one condition and two skin types in two months. */
final class FilledStore implements AutoCloseable {

    final Store store;
    private final EmbeddedStore server;

    private FilledStore(EmbeddedStore server) {
        this.server = server;
        store = Store.open(server.config());
    }

    static FilledStore start(Path data) {
        FilledStore filled = new FilledStore(EmbeddedStore.start(data.resolve("store")));
        filled.fill();
        return filled;
    }

    private void fill() {
        store.writer().useTransaction(handle -> {
            handle.execute("INSERT INTO raw.progress VALUES ('outcomes', 'clinic.sessions', 0, 9, 'rules-1',"
                    + " '2026-04-02T09:12:44Z')");
            handle.execute("""
                    INSERT INTO raw.side_effects (account_key, grouping, period_kind, period_start, setting, condition,
                      skin_type, sessions, patients, any_sessions, any_patients, adverse_sessions, adverse_patients,
                      sessions_by_day, updated_at, topic_id, source_partition, source_offset)
                    SELECT concat_ws('|', coalesce(period::text, 'ALL'), condition, skin_type), CASE
                        WHEN condition IS NULL AND skin_type IS NULL THEN 'CHAIN' WHEN skin_type IS NULL THEN 'CONDITION'
                        WHEN condition IS NULL THEN 'SKIN_TYPE' ELSE 'STRATUM' END,
                      CASE WHEN period IS NULL THEN 'ALL' ELSE 'MONTH' END, period, 'CLINIC', condition, skin_type,
                      sum(patients), sum(patients), sum(any_of), sum(any_of), sum(adverse), sum(adverse), '{}',
                      '2026-04-02T09:12:44Z', gen_random_uuid(), 0, 1
                      FROM (VALUES
                        (date '2026-02-01', 'ACNE_SCAR', 'IV', 60, 30, 12), (date '2026-03-01', 'ACNE_SCAR', 'IV', 80, 40, 20),
                        (date '2026-02-01', 'ACNE_SCAR', 'V', 50, 25, 0), (date '2026-03-01', 'ACNE_SCAR', 'V', 70, 35, 7))
                        AS treated (period, condition, skin_type, patients, any_of, adverse)
                     GROUP BY CUBE (period, condition, skin_type)""");
            handle.execute("""
                    INSERT INTO raw.session_facts (patient_key, clinic_id, session_id, event_id, topic, digest, revision,
                      voided, recorded_at, treated_on, condition, skin_type, skin_type_method, setting, body_site,
                      topical_in_channel)
                    SELECT 'patient-' || n, 'berlin-1', 's-' || n, gen_random_uuid(), 'clinic.sessions',
                      '\\x0000000000000001', 1, false, now(), '2026-03-02', 'ACNE_SCAR', 'IV', 'CLINICIAN', 'CLINIC', 'FACE',
                      'NONE' FROM generate_series(1, 3) n""");
        });
    }

    @Override
    public void close() {
        store.close();
        server.close();
    }
}
