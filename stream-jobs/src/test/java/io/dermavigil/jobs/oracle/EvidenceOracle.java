package io.dermavigil.jobs.oracle;

import io.dermavigil.events.Condition;
import io.dermavigil.events.ReactionReported;
import io.dermavigil.events.ReactionType;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.safety.Baseline;
import io.dermavigil.safety.Comparator;
import io.dermavigil.safety.Evidence;
import io.dermavigil.safety.EvidenceFamily;
import io.dermavigil.schemas.safety.Baselines;
import io.dermavigil.schemas.safety.HypothesisKey;
import io.dermavigil.statistics.Interval;
import io.dermavigil.statistics.evalues.BetaPrior;
import io.dermavigil.statistics.evalues.BinomialEvalue;
import io.dermavigil.statistics.evalues.ConfidenceSequence;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/**
 * Recomputes all evidence from a set of events and the baselines in the most naive way: for every hypothesis walk over all
 * sessions again. Shares no counting code with the jobs.
 */
public final class EvidenceOracle {

    private static final int SETTLING_DAYS = 14;
    private static final double LEVEL = 0.05;

    private final List<BatchOracle.Session> sessions;
    private final Baselines baselines;
    private final String rulesVersion;
    private final Map<String, Evidence> rows = new TreeMap<>();

    private EvidenceOracle(Collection<BatchOracle.Session> sessions, Baselines baselines, String rulesVersion) {
        this.sessions = List.copyOf(sessions);
        this.baselines = baselines;
        this.rulesVersion = rulesVersion;
    }

    /** All rows by key. */
    public static Map<String, Evidence> of(
            Collection<? extends SpecificRecord> events, Baselines baselines, String rulesVersion) {
        EvidenceOracle oracle = new EvidenceOracle(BatchOracle.sessionsAfter(events), baselines, rulesVersion);
        for (Setting setting : Setting.values()) {
            oracle.add(setting);
        }
        return oracle.rows;
    }

    /**
     * Rows as they must be compared: without those that say nothing of anybody, and without when they were computed.
     */
    public static Map<String, Evidence> comparable(Map<String, Evidence> rows) {
        Map<String, Evidence> comparable = new TreeMap<>(rows);
        comparable.values().removeIf(EvidenceOracle::saysNothing);
        comparable.values().forEach(row -> row.setUpdatedAt(Instant.EPOCH));
        return comparable;
    }

    private static boolean saysNothing(Evidence row) {
        boolean nobodyAffected = row.getAffected() == 0 && row.getProvisionalAffected() == 0;
        boolean nobodyThere = row.getPatients() == 0 && row.getProvisionalPatients() == 0;
        return nobodyThere || nobodyAffected && row.getComparator() == null;
    }

    private void add(Setting setting) {
        List<Evidence> stratum = new ArrayList<>();
        List<Evidence> serious = new ArrayList<>();
        int declared = 0;
        for (Condition condition : Condition.values()) {
            for (SkinType skinType : SkinType.values()) {
                for (ReactionType type : ReactionType.values()) {
                    HypothesisKey key = new HypothesisKey(
                            EvidenceFamily.STRATUM, setting, condition, skinType, null, null, null, type);
                    Baseline baseline =
                            baselines.of(setting, condition, skinType, type).orElse(null);
                    declared += baseline == null ? 0 : 1;
                    if (sessions.stream().noneMatch(s -> isOf(key, s.session()))) {
                        continue;
                    }
                    stratum.add(stratum(key, baseline));
                    for (String clinic : clinics()) {
                        serious.add(row(new HypothesisKey(
                                EvidenceFamily.SERIOUS, setting, condition, skinType, clinic, null, null, type)));
                    }
                }
            }
        }
        decide(stratum, declared);
        keep(stratum);
        keep(serious);
    }

    private void keep(List<Evidence> family) {
        family.stream()
                .filter(row -> !saysNothing(row))
                .forEach(row -> rows.put(HypothesisKey.of(row).text(), row));
    }

    private static void decide(List<Evidence> family, int declared) {
        int rejected = 0;
        for (int k = 1; k <= family.size(); k++) {
            double needed = Math.log(declared) - Math.log(k * LEVEL);
            long reached = family.stream()
                    .filter(row -> row.getLogEValue() != null && row.getLogEValue() >= needed)
                    .count();
            rejected = reached >= k ? k : rejected;
        }
        for (Evidence row : family) {
            if (row.getLogEValue() != null) {
                row.setDeclared((long) declared);
                row.setWeight(1.0 / declared);
                row.setLogThreshold(Math.log(declared) - Math.log(Math.max(rejected, 1) * LEVEL));
                row.setRejected(row.getLogEValue() >= row.getLogThreshold());
            }
        }
    }

    private Evidence stratum(HypothesisKey key, Baseline baseline) {
        Evidence row = row(key);
        if (baseline != null) {
            double p0 = baseline.getSessionsPerCourse() == null
                    ? baseline.getRate()
                    : 1 - Math.pow(1 - baseline.getRate(), baseline.getSessionsPerCourse());
            Interval sequence =
                    ConfidenceSequence.binomial(row.getAffected(), row.getPatients(), LEVEL, BetaPrior.UNIFORM);
            row.setComparator(Comparator.BASELINE);
            row.setBaseline(baseline);
            row.setExpectedRate(p0);
            row.setExpected(p0 * row.getPatients());
            row.setLogEValue(BinomialEvalue.above(p0).log(row.getAffected(), row.getPatients()));
            row.setLow(sequence.low());
            row.setHigh(sequence.high());
        }
        return row;
    }

    private Evidence row(HypothesisKey key) {
        List<BatchOracle.Session> mine =
                sessions.stream().filter(s -> isOf(key, s.session())).toList();
        long[] counts = new long[4];
        mine.stream()
                .collect(Collectors.groupingBy(s -> s.session().getPatientKey()))
                .values()
                .forEach(patient -> {
                    int at = isSettled(first(patient)) ? 0 : 2;
                    counts[at]++;
                    boolean serious = key.family() == EvidenceFamily.SERIOUS;
                    counts[at + 1] += isAffected(
                                    patient,
                                    reaction -> reaction.getType() == key.reactionType()
                                            && (serious
                                                    ? !reaction.getSeriousness().isEmpty()
                                                    : BatchOracle.isAdverse(reaction)))
                            ? 1
                            : 0;
                });
        return Evidence.newBuilder()
                .setFamily(key.family())
                .setSetting(key.setting())
                .setCondition(key.condition())
                .setSkinType(key.skinType())
                .setClinicId(key.clinicId())
                .setReactionType(key.reactionType())
                .setPatients(counts[0])
                .setAffected(counts[1])
                .setProvisionalPatients(counts[2])
                .setProvisionalAffected(counts[3])
                .setSettlingDays(SETTLING_DAYS)
                .setSettledUntil(newest(key.setting(), null).minusDays(SETTLING_DAYS))
                .setApproximate(false)
                .setLevel(LEVEL)
                .setRejected(false)
                .setRulesVersion(rulesVersion)
                .setUpdatedAt(Instant.EPOCH)
                .build();
    }

    private static boolean isOf(HypothesisKey key, SessionRecorded session) {
        return session.getSetting() == key.setting()
                && session.getCondition() == key.condition()
                && session.getSkinType() == key.skinType()
                && (key.clinicId() == null || session.getClinicId().equals(key.clinicId()));
    }

    private static boolean isAffected(List<BatchOracle.Session> patient, Predicate<ReactionReported> by) {
        return patient.stream().flatMap(s -> s.reactions().stream()).anyMatch(by);
    }

    private static SessionRecorded first(List<BatchOracle.Session> patient) {
        return patient.stream()
                .map(BatchOracle.Session::session)
                .min(java.util.Comparator.comparing(SessionRecorded::getTreatedOn)
                        .thenComparing(SessionRecorded::getClinicId)
                        .thenComparing(SessionRecorded::getSessionId))
                .orElseThrow();
    }

    private boolean isSettled(SessionRecorded first) {
        LocalDate newest = newest(first.getSetting(), first.getClinicId());
        return !first.getTreatedOn().isAfter(newest.minusDays(SETTLING_DAYS));
    }

    /** The newest day of treatment of a clinic; of all for null. */
    private LocalDate newest(Setting setting, String clinicId) {
        return sessions.stream()
                .map(BatchOracle.Session::session)
                .filter(s -> s.getSetting() == setting)
                .filter(s -> clinicId == null || s.getClinicId().equals(clinicId))
                .map(SessionRecorded::getTreatedOn)
                .max(java.util.Comparator.naturalOrder())
                .orElse(LocalDate.EPOCH);
    }

    private List<String> clinics() {
        return sessions.stream()
                .map(s -> s.session().getClinicId())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
