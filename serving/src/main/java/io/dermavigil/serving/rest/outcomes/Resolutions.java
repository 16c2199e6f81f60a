package io.dermavigil.serving.rest.outcomes;

import io.dermavigil.statistics.survival.KaplanMeier;
import io.dermavigil.statistics.survival.SurvivalStep;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** How long the reactions of a stratum took to resolve. */
final class Resolutions {

    private Resolutions() {}

    /**
     * The curve of each type that was reported. A report without a resolution is censored when it was last seen ongoing, which is
     * its onset when no one looked again.
     */
    static Map<String, Object> of(Handle handle, Stratum stratum, Map<String, Map<String, Object>> reactions) {
        Map<String, TimesToResolution> times = times(handle, stratum);
        Map<String, Object> resolutions = new LinkedHashMap<>();
        reactions.forEach((type, counts) -> {
            if ((Long) counts.get("reports") > 0) {
                resolutions.put(type, json(counts, times.getOrDefault(type, TimesToResolution.none())));
            }
        });
        return resolutions;
    }

    private static Map<String, TimesToResolution> times(Handle handle, Stratum stratum) {
        Map<String, TimesToResolution> times = new LinkedHashMap<>();
        handle.createQuery("""
                        SELECT r.reaction_type, r.resolved_on IS NOT NULL AS resolved,
                          greatest(coalesce(r.resolved_on, r.ongoing_on, r.onset_on) - r.onset_on, 0) AS day, count(*) AS reports
                        FROM serving.reaction_reports r JOIN serving.sessions s USING (patient_key, clinic_id, session_id)
                        WHERE s.setting = :setting AND s.condition = :condition AND s.skin_type = :skinType
                        GROUP BY 1, 2, 3""")
                .bindMap(stratum.bindings())
                .map((row, context) -> {
                    TimesToResolution ofType =
                            times.computeIfAbsent(row.getString("reaction_type"), type -> TimesToResolution.none());
                    return (row.getBoolean("resolved") ? ofType.resolved : ofType.censored)
                            .put(row.getInt("day"), row.getLong("reports"));
                })
                .list();
        return times;
    }

    private static Map<String, Object> json(Map<String, Object> counts, TimesToResolution times) {
        List<SurvivalStep> curve = KaplanMeier.curve(times.resolved, times.censored);
        var median = KaplanMeier.median(curve);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("reports", counts.get("reports"));
        json.put("unresolved", counts.get("unresolved"));
        json.put("resolutionUnknown", counts.get("resolutionUnknown"));
        json.put("median", median.isPresent() ? median.getAsInt() : null);
        json.put("curve", curve.stream().map(Resolutions::json).toList());
        return json;
    }

    private static Map<String, Object> json(SurvivalStep step) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("day", step.time());
        json.put("atRisk", step.atRisk());
        json.put("resolved", step.events());
        json.put("censored", step.censored());
        json.put("survival", step.survival());
        json.put("low", step.interval().map(interval -> interval.low()).orElse(null));
        json.put("high", step.interval().map(interval -> interval.high()).orElse(null));
        return json;
    }

    private record TimesToResolution(Map<Integer, Long> resolved, Map<Integer, Long> censored) {

        private static TimesToResolution none() {
            return new TimesToResolution(new TreeMap<>(), new TreeMap<>());
        }
    }
}
