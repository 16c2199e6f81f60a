package io.dermavigil.jobs.oracle;

import io.dermavigil.events.Condition;
import io.dermavigil.events.ReactionReported;
import io.dermavigil.events.ReactionType;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.safety.Baseline;
import io.dermavigil.safety.Comparator;
import io.dermavigil.safety.ComparedStratum;
import io.dermavigil.safety.Evidence;
import io.dermavigil.safety.EvidenceFamily;
import io.dermavigil.schemas.safety.Baselines;
import io.dermavigil.schemas.safety.HypothesisKey;
import io.dermavigil.statistics.Interval;
import io.dermavigil.statistics.evalues.BetaPrior;
import io.dermavigil.statistics.evalues.BinomialEvalue;
import io.dermavigil.statistics.evalues.ConfidenceSequence;
import io.dermavigil.statistics.evalues.GammaPrior;
import io.dermavigil.statistics.evalues.PoissonEvalue;
import io.dermavigil.statistics.evalues.Side;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * Recomputes all evidence from a set of events and the baselines in the most naive way: for every hypothesis walk over all
 * sessions again. Shares no counting code with the jobs.
 */
public final class EvidenceOracle {

    private static final int SETTLING_DAYS = 14;
    private static final double LEVEL = 0.05;
    private static final int LEAST_REST_AFFECTED = 5;

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
        weigh(stratum, declared);
        decide(stratum);
        keep(stratum);
        keep(serious);
        keep(compared(setting, clinicsOf(setting), EvidenceFamily.CLINIC));
        keep(compared(setting, lotsOf(setting), EvidenceFamily.LOT));
    }

    private void keep(List<Evidence> family) {
        family.stream()
                .filter(row -> !saysNothing(row))
                .forEach(row -> rows.put(HypothesisKey.of(row).text(), row));
    }

    private static void weigh(List<Evidence> family, int declared) {
        for (Evidence row : family) {
            if (row.getLogEValue() != null) {
                row.setDeclared((long) declared);
                row.setWeight(1.0 / declared);
            }
        }
    }

    private static void decide(List<Evidence> family) {
        List<Evidence> tested =
                family.stream().filter(row -> row.getLogEValue() != null).toList();
        int rejected = 0;
        for (int k = 1; k <= tested.size(); k++) {
            double needed = -Math.log(k * LEVEL);
            long reached = tested.stream()
                    .filter(row -> row.getLogEValue() + Math.log(row.getWeight()) >= needed)
                    .count();
            rejected = reached >= k ? k : rejected;
        }
        for (Evidence row : tested) {
            row.setLogThreshold(-Math.log(row.getWeight() * Math.max(rejected, 1) * LEVEL));
            row.setRejected(row.getLogEValue() >= row.getLogThreshold());
        }
    }

    /** A clinic or a lot: what tells its sessions from those of the others. */
    private record Subject(String clinicId, String model, String lot, LocalDate firstDay) {

        boolean has(SessionRecorded session) {
            return clinicId != null ? session.getClinicId().equals(clinicId) : isWithLot(session);
        }

        private boolean isWithLot(SessionRecorded session) {
            return lotOf(session) != null
                    && lot.equals(lotOf(session))
                    && Objects.equals(model, session.getDevice().getModel());
        }
    }

    private static String lotOf(SessionRecorded session) {
        return session.getDevice() == null ? null : session.getDevice().getCartridgeLot();
    }

    private List<Subject> clinicsOf(Setting setting) {
        return of(setting)
                .map(s -> new Subject(s.getClinicId(), null, null, null))
                .distinct()
                .toList();
    }

    private List<Subject> lotsOf(Setting setting) {
        Map<List<String>, LocalDate> firstDays = new HashMap<>();
        of(setting)
                .filter(s -> lotOf(s) != null)
                .forEach(s -> firstDays.merge(
                        Arrays.asList(s.getDevice().getModel(), lotOf(s)),
                        s.getTreatedOn(),
                        (one, other) -> one.isBefore(other) ? one : other));
        return firstDays.entrySet().stream()
                .map(entry ->
                        new Subject(null, entry.getKey().get(0), entry.getKey().get(1), entry.getValue()))
                .sorted(java.util.Comparator.comparing(Subject::firstDay)
                        .thenComparing(lot -> lot.model() == null ? "" : lot.model())
                        .thenComparing(Subject::lot))
                .toList();
    }

    private Stream<SessionRecorded> of(Setting setting) {
        return sessions.stream().map(BatchOracle.Session::session).filter(s -> s.getSetting() == setting);
    }

    private List<Evidence> compared(Setting setting, List<Subject> subjects, EvidenceFamily family) {
        List<Evidence> rows = new ArrayList<>();
        for (int i = 0; i < subjects.size(); i++) {
            Subject subject = subjects.get(i);
            for (ReactionType type : happened()) {
                Evidence row = empty(new HypothesisKey(
                        family, setting, null, null, subject.clinicId(), subject.model(), subject.lot(), type));
                compare(row, subject, subjects);
                if (row.getAffected() + row.getProvisionalAffected() == 0) {
                    continue;
                }
                if (row.getLogEValue() != null && family == EvidenceFamily.CLINIC) {
                    row.setDeclared((long) subjects.size() * ReactionType.values().length);
                    row.setWeight(1.0 / row.getDeclared());
                } else if (row.getLogEValue() != null) {
                    row.setPlace(i + 1L);
                    row.setWeight(6 / (Math.PI * Math.PI * (i + 1) * (i + 1)) / ReactionType.values().length);
                }
                rows.add(row);
            }
        }
        decide(rows);
        return rows;
    }

    private List<ReactionType> happened() {
        return sessions.stream()
                .flatMap(s -> s.reactions().stream())
                .map(ReactionReported::getType)
                .distinct()
                .toList();
    }

    private void compare(Evidence row, Subject subject, List<Subject> subjects) {
        List<ComparedStratum> strata = new ArrayList<>();
        long affected = 0;
        long restAffected = 0;
        double expected = 0;
        for (Condition condition : Condition.values()) {
            for (SkinType skinType : SkinType.values()) {
                HypothesisKey key = new HypothesisKey(
                        row.getFamily(),
                        row.getSetting(),
                        condition,
                        skinType,
                        null,
                        null,
                        null,
                        row.getReactionType());
                if (sessions.stream().noneMatch(s -> isOf(key, s.session()) && subject.has(s.session()))) {
                    continue;
                }
                long[] mine = counts(key, subject::has);
                row.setPatients(row.getPatients() + mine[0]);
                row.setAffected(row.getAffected() + mine[1]);
                row.setProvisionalPatients(row.getProvisionalPatients() + mine[2]);
                row.setProvisionalAffected(row.getProvisionalAffected() + mine[3]);
                long[] rest = new long[4];
                for (Subject other : subjects) {
                    long[] theirs = other.equals(subject) ? new long[4] : counts(key, other::has);
                    rest[0] += theirs[0];
                    rest[1] += theirs[1];
                }
                if (mine[0] > 0 && rest[0] > 0) {
                    strata.add(new ComparedStratum(condition, skinType, mine[0], mine[1], rest[0], rest[1]));
                    affected += mine[1];
                    restAffected += rest[1];
                    expected += (double) mine[0] * rest[1] / rest[0];
                }
            }
        }
        if (restAffected >= LEAST_REST_AFFECTED) {
            Interval sequence = ConfidenceSequence.rateRatio(affected, expected, LEVEL, GammaPrior.EXPONENTIAL);
            row.setComparator(Comparator.REST_OF_CHAIN);
            row.setApproximate(true);
            row.setStrata(strata);
            row.setExpected(expected);
            row.setLogEValue(new PoissonEvalue(Side.ABOVE, GammaPrior.EXPONENTIAL).log(affected, expected));
            row.setLow(sequence.low());
            row.setHigh(sequence.high());
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
        long[] counts = counts(key, session -> true);
        Evidence row = empty(key);
        row.setPatients(counts[0]);
        row.setAffected(counts[1]);
        row.setProvisionalPatients(counts[2]);
        row.setProvisionalAffected(counts[3]);
        return row;
    }

    /** Settled patients, affected ones of them, and the same of the others, over some of the sessions of a stratum. */
    private long[] counts(HypothesisKey key, Predicate<SessionRecorded> of) {
        long[] counts = new long[4];
        sessions.stream()
                .filter(s -> isOf(key, s.session()) && of.test(s.session()))
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
        return counts;
    }

    private Evidence empty(HypothesisKey key) {
        return Evidence.newBuilder()
                .setFamily(key.family())
                .setSetting(key.setting())
                .setCondition(key.condition())
                .setSkinType(key.skinType())
                .setClinicId(key.clinicId())
                .setDeviceModel(key.model())
                .setCartridgeLot(key.lot())
                .setReactionType(key.reactionType())
                .setPatients(0)
                .setAffected(0)
                .setProvisionalPatients(0)
                .setProvisionalAffected(0)
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
