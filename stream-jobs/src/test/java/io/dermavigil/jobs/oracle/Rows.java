package io.dermavigil.jobs.oracle;

import io.dermavigil.summaries.ClinicStatus;
import io.dermavigil.summaries.SatisfactionSummary;
import io.dermavigil.summaries.SideEffectSummary;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * All summaries by key, as they must be compared: without rows that count nothing, and without what is no part of the
 * promise (when a row was computed, when a clinic was last seen, how many records were rejected on the way).
 */
public record Rows(
        Map<String, SideEffectSummary> sideEffects,
        Map<String, SatisfactionSummary> satisfaction,
        Map<String, ClinicStatus> clinics) {

    public Rows {
        sideEffects = new TreeMap<>(sideEffects);
        sideEffects.values().removeIf(row -> row.getSessions() == 0);
        sideEffects.values().forEach(row -> row.setUpdatedAt(Instant.EPOCH));
        satisfaction = new TreeMap<>(satisfaction);
        satisfaction.values().removeIf(row -> row.getSessions() == 0);
        satisfaction.values().forEach(row -> row.setUpdatedAt(Instant.EPOCH));
        clinics = new TreeMap<>(clinics);
        clinics.values().forEach(row -> {
            row.setUpdatedAt(Instant.EPOCH);
            row.setLastSeenAt(null);
            row.setRejected(Map.of());
        });
        clinics.values()
                .removeIf(row -> row.getAccepted().getSessions() == 0
                        && row.getAccepted().getReactions() == 0
                        && row.getAccepted().getRatings() == 0);
    }
}
