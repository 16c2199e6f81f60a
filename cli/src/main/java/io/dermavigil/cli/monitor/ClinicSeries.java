package io.dermavigil.cli.monitor;

import io.dermavigil.pipeline.RejectReason;
import io.dermavigil.summaries.ClinicStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;

/** Data quality of the chain and of its clinics. */
final class ClinicSeries {

    /** No clinic's id has brackets. */
    private static final String UNATTRIBUTED = "(unattributed)";

    private static final List<Amount> ACCEPTED = List.of(
            new Amount("session", status -> status.getAccepted().getSessions()),
            new Amount("reaction", status -> status.getAccepted().getReactions()),
            new Amount("rating", status -> status.getAccepted().getRatings()));
    private static final List<Amount> HELD = List.of(
            new Amount("reaction", status -> status.getHeld().getReactions()),
            new Amount("rating", status -> status.getHeld().getRatings()));
    private static final List<Amount> CONTRADICTING = List.of(
            new Amount(
                    "onset_before_treatment",
                    status -> status.getContradictions().getOnsetBeforeTreatment()),
            new Amount(
                    "rating_before_treatment",
                    status -> status.getContradictions().getRatingBeforeTreatment()));

    private record Amount(String label, ToLongFunction<ClinicStatus> of) {}

    private ClinicSeries() {}

    static void add(Collection<ClinicStatus> clinics, int maxClinics, Families families) {
        List<ClinicStatus> known = clinics.stream()
                .filter(status -> status.getClinicId() != null)
                .sorted(Comparator.comparing(ClinicStatus::getClinicId))
                .toList();
        chain(clinics, known.size(), families);
        families.addCount(MonitorMetric.CLINICS_NOT_SHOWN, Math.max(0, known.size() - maxClinics));
        known.stream().limit(maxClinics).forEach(status -> clinic(status, families));
        clinics.stream()
                .filter(status -> status.getClinicId() == null)
                .forEach(status -> rejected(status, UNATTRIBUTED, families));
    }

    private static void chain(Collection<ClinicStatus> clinics, int known, Families families) {
        families.addCount(MonitorMetric.CLINICS, known);
        Instant lastSeen = clinics.stream()
                .map(ClinicStatus::getLastSeenAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
        families.addTime(MonitorMetric.LAST_SEEN, lastSeen);
        ACCEPTED.forEach(
                amount -> families.addCount(MonitorMetric.ACCEPTED, sum(clinics, amount.of()), amount.label()));
        HELD.forEach(amount -> families.addCount(MonitorMetric.HELD, sum(clinics, amount.of()), amount.label()));
        CONTRADICTING.forEach(
                amount -> families.addCount(MonitorMetric.CONTRADICTING, sum(clinics, amount.of()), amount.label()));
        for (RejectReason reason : RejectReason.values()) {
            families.addCount(MonitorMetric.REJECTED, sum(clinics, status -> rejected(status, reason)), reason.name());
        }
    }

    private static long sum(Collection<ClinicStatus> clinics, ToLongFunction<ClinicStatus> of) {
        return clinics.stream().mapToLong(of).sum();
    }

    private static void clinic(ClinicStatus status, Families families) {
        String clinic = status.getClinicId();
        families.addTime(MonitorMetric.CLINIC_LAST_SEEN, status.getLastSeenAt(), clinic);
        ACCEPTED.forEach(amount -> families.addCount(
                MonitorMetric.CLINIC_ACCEPTED, amount.of().applyAsLong(status), clinic, amount.label()));
        HELD.forEach(amount ->
                families.addCount(MonitorMetric.CLINIC_HELD, amount.of().applyAsLong(status), clinic, amount.label()));
        CONTRADICTING.forEach(amount -> families.addCount(
                MonitorMetric.CLINIC_CONTRADICTING, amount.of().applyAsLong(status), clinic, amount.label()));
        rejected(status, clinic, families);
    }

    private static void rejected(ClinicStatus status, String clinic, Families families) {
        for (RejectReason reason : RejectReason.values()) {
            families.addCount(MonitorMetric.CLINIC_REJECTED, rejected(status, reason), clinic, reason.name());
        }
    }

    private static long rejected(ClinicStatus status, RejectReason reason) {
        return status.getRejected().getOrDefault(reason.name(), 0L);
    }
}
