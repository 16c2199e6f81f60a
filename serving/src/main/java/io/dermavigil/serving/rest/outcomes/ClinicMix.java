package io.dermavigil.serving.rest.outcomes;

import io.dermavigil.events.Condition;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.serving.rest.questions.Conditions;
import io.dermavigil.serving.rest.questions.Months;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What each clinic treated, and what the chain's rates in the same strata lead one to expect of it. */
record ClinicMix(Setting setting, Optional<Condition> condition, Optional<SkinType> skinType, Months months) {

    /**
     * Reads them, by clinic.
     *
     * <p>Patients are distinct, and do not add up over strata: they are known for a whole clinic or for one stratum of it.
     */
    List<ClinicOutcome> read(Handle handle) {
        Conditions conditions = months.conditions().and("setting = :setting", "setting", setting.name());
        if (condition.isPresent()) {
            conditions = conditions.and(
                    "condition = :condition", "condition", condition.get().name());
        }
        if (skinType.isPresent()) {
            conditions = conditions.and(
                    "skin_type = :skinType", "skinType", skinType.get().name());
        }
        boolean stratum = condition.isPresent() && skinType.isPresent();
        boolean whole = condition.isEmpty() && skinType.isEmpty();
        return handle.createQuery("WITH chosen AS (SELECT * FROM serving.side_effects" + conditions.where() + "),"
                        + " chain AS (SELECT condition, skin_type, adverse_rate FROM chosen WHERE grouping = 'STRATUM'),"
                        + " patients AS (SELECT clinic_id, patients AS p, adverse_patients AS a FROM chosen WHERE grouping = :patientsOf)"
                        + " SELECT c.clinic_id, sum(c.sessions)::bigint AS sessions, sum(c.adverse_sessions)::bigint AS adverse,"
                        + " sum(c.sessions * chain.adverse_rate) AS expected, min(p.p) AS patients, min(p.a) AS adverse_patients"
                        + " FROM chosen c JOIN chain USING (condition, skin_type)"
                        + " LEFT JOIN patients p ON p.clinic_id = c.clinic_id"
                        + " WHERE c.grouping = 'CLINIC_STRATUM' AND c.sessions > 0"
                        + " GROUP BY c.clinic_id ORDER BY c.clinic_id")
                .bindMap(conditions.bindings())
                .bind("patientsOf", stratum ? "CLINIC_STRATUM" : whole ? "CLINIC" : "")
                .map((row, context) -> new ClinicOutcome(
                        row.getString("clinic_id"),
                        row.getLong("sessions"),
                        row.getLong("adverse"),
                        row.getDouble("expected"),
                        Optional.ofNullable(row.getObject("patients", Long.class)),
                        Optional.ofNullable(row.getObject("adverse_patients", Long.class))))
                .list();
    }
}
