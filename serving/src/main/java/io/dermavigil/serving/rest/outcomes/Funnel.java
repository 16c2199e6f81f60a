package io.dermavigil.serving.rest.outcomes;

import io.dermavigil.statistics.Interval;
import io.dermavigil.statistics.Wilson;
import io.dermavigil.statistics.funnel.FunnelLimits;
import io.dermavigil.statistics.funnel.OverDispersion;
import io.dermavigil.statistics.funnel.OverDispersion.Provider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The funnel of clinics: adjusted rates over sessions, around the chain's rate. */
record Funnel(List<ClinicOutcome> clinics, Optional<Double> target, Optional<OverDispersion> dispersion) {

    private static final int LIMITS = 60;

    static Funnel of(List<ClinicOutcome> clinics) {
        long sessions = clinics.stream().mapToLong(ClinicOutcome::sessions).sum();
        long adverse = clinics.stream().mapToLong(ClinicOutcome::adverse).sum();
        List<Provider> providers = clinics.stream()
                .filter(clinic -> clinic.expected() > 0)
                .map(clinic -> new Provider(clinic.adverse(), clinic.expected()))
                .toList();
        return new Funnel(
                clinics,
                sessions == 0 ? Optional.empty() : Optional.of((double) adverse / sessions),
                providers.size() < 2 ? Optional.empty() : Optional.of(OverDispersion.of(providers)));
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("target", target.orElse(null));
        json.put("phi", dispersion.map(OverDispersion::phi).orElse(null));
        json.put("tau2", tau2());
        json.put("rows", clinics.stream().map(this::row).toList());
        json.put("limits", target.filter(rate -> rate > 0).map(this::limits).orElse(List.of()));
        return json;
    }

    private double tau2() {
        return dispersion.map(OverDispersion::tau2).orElse(0.0);
    }

    private Map<String, Object> row(ClinicOutcome clinic) {
        Interval interval = Wilson.interval95(clinic.adverse(), clinic.sessions());
        Map<String, Object> adverse = new LinkedHashMap<>();
        adverse.put("sessions", clinic.adverse());
        adverse.put("patients", clinic.adversePatients().orElse(null));
        adverse.put("rate", (double) clinic.adverse() / clinic.sessions());
        adverse.put("rateLow", interval.low());
        adverse.put("rateHigh", interval.high());
        Double ratio = clinic.expected() > 0 ? clinic.adverse() / clinic.expected() : null;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("clinicId", clinic.clinicId());
        json.put("sessions", clinic.sessions());
        json.put("patients", clinic.patients().orElse(null));
        json.put("adverse", adverse);
        json.put("expected", clinic.expected());
        json.put("ratio", ratio);
        json.put("adjustedRate", ratio == null ? null : ratio * target.orElseThrow());
        return json;
    }

    /** Limits at numbers of sessions that lie evenly on a square-root axis, up to a little more than the largest clinic's. */
    private List<Map<String, Object>> limits(double rate) {
        long largest = clinics.stream().mapToLong(ClinicOutcome::sessions).max().orElse(1);
        List<Map<String, Object>> limits = new ArrayList<>();
        long before = 0;
        for (int i = 1; i <= LIMITS; i++) {
            long n = Math.max(1, Math.round(largest * 1.05 * i * i / (LIMITS * LIMITS)));
            if (n > before) {
                limits.add(limit(n, rate));
            }
            before = n;
        }
        return limits;
    }

    private Map<String, Object> limit(long n, double rate) {
        double expected = n * rate;
        FunnelLimits inner = FunnelLimits.exact95(expected).widened(expected, tau2(), FunnelLimits.Z95);
        FunnelLimits outer = FunnelLimits.exact998(expected).widened(expected, tau2(), FunnelLimits.Z998);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("n", n);
        json.put("low95", inner.low() * rate);
        json.put("high95", inner.high() * rate);
        json.put("low998", outer.low() * rate);
        json.put("high998", outer.high() * rate);
        return json;
    }
}
