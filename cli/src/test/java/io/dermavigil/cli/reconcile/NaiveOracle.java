package io.dermavigil.cli.reconcile;

import io.dermavigil.cli.summaries.SummaryKey;
import io.dermavigil.events.OutcomeRated;
import io.dermavigil.events.ReactionReported;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.schemas.accounts.AccountKey;
import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.events.EventIds;
import io.dermavigil.schemas.intake.Intake;
import io.dermavigil.schemas.intake.RawRecord;
import io.dermavigil.schemas.intake.RecordIntake;
import io.dermavigil.schemas.rules.ExpectedWindows;
import io.dermavigil.statistics.Interval;
import io.dermavigil.statistics.Wilson;
import io.dermavigil.summaries.AcceptedFacts;
import io.dermavigil.summaries.ClinicStatus;
import io.dermavigil.summaries.DateContradictions;
import io.dermavigil.summaries.Grouping;
import io.dermavigil.summaries.HeldFacts;
import io.dermavigil.summaries.Occurrence;
import io.dermavigil.summaries.Period;
import io.dermavigil.summaries.PeriodKind;
import io.dermavigil.summaries.RatingBand;
import io.dermavigil.summaries.ReactionCounts;
import io.dermavigil.summaries.SatisfactionSummary;
import io.dermavigil.summaries.SideEffectSummary;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** EVENTS read word by word into loops over lists: slow, and written without a look at the SQL. */
final class NaiveOracle {

    private static final Instant NEVER = Instant.EPOCH;

    private record Identity(String patient, String clinic, String session, String fact, Object kind) {
        static Identity of(EventHeader h) {
            return new Identity(h.patientKey(), h.clinicId(), h.sessionId(), h.factId(), h.kind());
        }
    }

    private record Case(SessionRecorded session, List<ReactionReported> reactions, List<OutcomeRated> ratings) {}

    private final List<Intake.Accepted> inForce = new ArrayList<>();
    private final List<Case> cases = new ArrayList<>();

    NaiveOracle(List<RawRecord> records) {
        Map<String, List<Intake.Accepted>> byKey = new HashMap<>();
        RecordIntake intake = new RecordIntake();
        for (RawRecord record : records) {
            Intake taken = intake.take(record);
            String key = record.topic() + " " + new String(record.key(), java.nio.charset.StandardCharsets.UTF_8);
            if (taken instanceof Intake.Accepted accepted) {
                byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(accepted);
            } else if (taken instanceof Intake.Erased) {
                byKey.remove(key);
            }
        }
        Comparator<Intake.Accepted> order = Comparator.<Intake.Accepted>comparingInt(
                        a -> a.header().revision())
                .thenComparing(a -> a.header().recordedAt())
                .thenComparing(a -> EventIds.toUuid(a.header().eventId()).toString())
                .thenComparing(Intake.Accepted::digest, Long::compareUnsigned);
        byKey.values().stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(a -> Identity.of(a.header())))
                .values()
                .forEach(revisions -> inForce.add(revisions.stream().max(order).orElseThrow()));
        for (SessionRecorded session : of(SessionRecorded.class)) {
            if (!session.getVoided()) {
                cases.add(new Case(
                        session,
                        of(ReactionReported.class).stream()
                                .filter(r -> !r.getVoided() && sameSession(EventHeader.of(r), session))
                                .toList(),
                        of(OutcomeRated.class).stream()
                                .filter(r -> !r.getVoided() && sameSession(EventHeader.of(r), session))
                                .toList()));
            }
        }
    }

    private <T> List<T> of(Class<T> type) {
        return inForce.stream()
                .map(Intake.Accepted::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static boolean sameSession(EventHeader h, SessionRecorded s) {
        return h.patientKey().equals(s.getPatientKey())
                && h.clinicId().equals(s.getClinicId())
                && h.sessionId().equals(s.getSessionId());
    }

    private Map<AccountKey, List<Case>> accounts() {
        Map<AccountKey, List<Case>> accounts = new HashMap<>();
        for (Case c : cases) {
            for (Grouping grouping : Grouping.values()) {
                for (YearMonth month : new YearMonth[] {null, YearMonth.from(c.session.getTreatedOn())}) {
                    AccountKey key = key(grouping, month, c.session);
                    if (key != null) {
                        accounts.computeIfAbsent(key, k -> new ArrayList<>()).add(c);
                    }
                }
            }
        }
        return accounts;
    }

    private static AccountKey key(Grouping grouping, YearMonth month, SessionRecorded s) {
        String lot = s.getDevice() == null ? null : s.getDevice().getCartridgeLot();
        return switch (grouping) {
            case CHAIN -> new AccountKey(grouping, month, s.getSetting(), null, null, null, null, null);
            case CONDITION -> new AccountKey(grouping, month, s.getSetting(), s.getCondition(), null, null, null, null);
            case SKIN_TYPE -> new AccountKey(grouping, month, s.getSetting(), null, s.getSkinType(), null, null, null);
            case STRATUM ->
                new AccountKey(grouping, month, s.getSetting(), s.getCondition(), s.getSkinType(), null, null, null);
            case CLINIC -> new AccountKey(grouping, month, s.getSetting(), null, null, s.getClinicId(), null, null);
            case CLINIC_STRATUM ->
                new AccountKey(
                        grouping,
                        month,
                        s.getSetting(),
                        s.getCondition(),
                        s.getSkinType(),
                        s.getClinicId(),
                        null,
                        null);
            case LOT ->
                lot == null
                        ? null
                        : new AccountKey(
                                grouping,
                                month,
                                s.getSetting(),
                                null,
                                null,
                                null,
                                s.getDevice().getModel(),
                                lot);
        };
    }

    Map<String, SideEffectSummary> sideEffects() {
        Map<String, SideEffectSummary> summaries = new TreeMap<>();
        accounts().forEach((key, members) -> {
            SideEffectSummary summary = sideEffects(key, members);
            assert SummaryKey.of(summary).equals(key);
            summaries.put(key.text(), summary);
        });
        return summaries;
    }

    private static SideEffectSummary sideEffects(AccountKey key, List<Case> members) {
        boolean stratum = key.grouping() == Grouping.STRATUM;
        Map<String, ReactionCounts> reactions = members.stream()
                .flatMap(c -> c.reactions.stream())
                .map(r -> r.getType().name())
                .distinct()
                .collect(Collectors.toMap(Function.identity(), type -> counts(type, members, stratum)));
        return SideEffectSummary.newBuilder()
                .setGrouping(key.grouping())
                .setPeriod(period(key))
                .setSetting(key.setting())
                .setCondition(key.condition())
                .setSkinType(key.skinType())
                .setClinicId(key.clinicId())
                .setDeviceModel(key.model())
                .setCartridgeLot(key.lot())
                .setSessions(members.size())
                .setPatients(patients(members))
                .setAny(occurrence(members, r -> true))
                .setAdverse(occurrence(members, NaiveOracle::adverse))
                .setReactions(reactions)
                .setSessionsByDay(
                        stratum && key.month() != null
                                ? members.stream()
                                        .collect(Collectors.groupingBy(
                                                c -> c.session.getTreatedOn().toString(), Collectors.counting()))
                                : Map.of())
                .setUpdatedAt(NEVER)
                .build();
    }

    private static Period period(AccountKey key) {
        return key.month() == null
                ? new Period(PeriodKind.ALL, null)
                : new Period(PeriodKind.MONTH, key.month().atDay(1));
    }

    private static long patients(List<Case> members) {
        return members.stream().map(c -> c.session.getPatientKey()).distinct().count();
    }

    private static Occurrence occurrence(List<Case> members, Predicate<ReactionReported> property) {
        List<Case> with = members.stream()
                .filter(c -> c.reactions.stream().anyMatch(property))
                .toList();
        Interval interval = Wilson.interval95(with.size(), members.size());
        return new Occurrence(
                (long) with.size(),
                patients(with),
                (double) with.size() / members.size(),
                interval.low(),
                interval.high());
    }

    private static ReactionCounts counts(String type, List<Case> members, boolean stratum) {
        Occurrence any = occurrence(members, r -> r.getType().name().equals(type));
        Occurrence adverse = occurrence(members, r -> r.getType().name().equals(type) && adverse(r));
        Map<String, Long> onsetDays = new HashMap<>();
        Map<String, Long> resolutionDays = new HashMap<>();
        long[] byGrade = new long[5];
        ReactionCounts counts = ReactionCounts.newBuilder()
                .setSessions(any.getSessions())
                .setPatients(any.getPatients())
                .setRate(any.getRate())
                .setRateLow(any.getRateLow())
                .setRateHigh(any.getRateHigh())
                .setAdverseSessions(adverse.getSessions())
                .setAdversePatients(adverse.getPatients())
                .setReports(0)
                .setAdverseReports(0)
                .setSerious(0)
                .setUnresolved(0)
                .setResolutionUnknown(0)
                .setByGrade(List.of())
                .setOnsetDays(onsetDays)
                .setResolutionDays(resolutionDays)
                .build();
        for (Case c : members) {
            for (ReactionReported r : c.reactions) {
                if (!r.getType().name().equals(type)) {
                    continue;
                }
                boolean adverseReport = adverse(r);
                counts.setReports(counts.getReports() + 1);
                counts.setAdverseReports(counts.getAdverseReports() + (adverseReport ? 1 : 0));
                counts.setSerious(counts.getSerious() + (r.getSeriousness().isEmpty() ? 0 : 1));
                counts.setUnresolved(counts.getUnresolved() + (r.getResolvedOn() == null ? 1 : 0));
                counts.setResolutionUnknown(
                        counts.getResolutionUnknown() + (r.getResolvedOn() == null && !adverseReport ? 1 : 0));
                byGrade[r.getGrade() - 1]++;
                if (stratum) {
                    histogram(onsetDays, c.session.getTreatedOn(), r.getOnsetOn());
                    histogram(resolutionDays, r.getOnsetOn(), r.getResolvedOn());
                }
            }
        }
        counts.setByGrade(java.util.Arrays.stream(byGrade).boxed().toList());
        counts.setOnsetDays(onsetDays);
        counts.setResolutionDays(resolutionDays);
        return counts;
    }

    private static void histogram(Map<String, Long> days, LocalDate from, LocalDate to) {
        if (to != null && !to.isBefore(from)) {
            days.merge(Long.toString(Math.min(91, ChronoUnit.DAYS.between(from, to))), 1L, Long::sum);
        }
    }

    private static boolean adverse(ReactionReported r) {
        OptionalInt window = ExpectedWindows.current().days(r.getType());
        return window.isEmpty()
                || r.getGrade() >= 3
                || !r.getSeriousness().isEmpty()
                || outlasted(r.getOnsetOn(), r.getResolvedOn(), window.getAsInt())
                || outlasted(r.getOnsetOn(), r.getOngoingOn(), window.getAsInt());
    }

    private static boolean outlasted(LocalDate onset, LocalDate seen, int window) {
        return seen != null && seen.isAfter(onset.plusDays(window));
    }

    Map<String, SatisfactionSummary> satisfaction() {
        Map<String, SatisfactionSummary> summaries = new TreeMap<>();
        accounts().forEach((key, members) -> summaries.put(key.text(), satisfaction(key, members)));
        return summaries;
    }

    private static SatisfactionSummary satisfaction(AccountKey key, List<Case> members) {
        Map<String, RatingBand> byWeeks = new HashMap<>();
        int[][] weeks = {{0, 1}, {2, 4}, {5, 8}, {9, 12}, {13, Integer.MAX_VALUE}};
        for (int[] band : weeks) {
            List<OutcomeRated> latest = latest(members, c -> true, (c, r) -> {
                long days = ChronoUnit.DAYS.between(c.session.getTreatedOn(), r.getRatedOn());
                return days >= 0 && days / 7 >= band[0] && days / 7 <= band[1];
            });
            if (!latest.isEmpty()) {
                byWeeks.put(band[0] == 13 ? "13+" : band[0] + "-" + band[1], band(latest));
            }
        }
        Map<String, RatingBand> byNumber = new HashMap<>();
        for (int number = 1; number <= 4; number++) {
            int n = number;
            List<OutcomeRated> latest = latest(
                    members,
                    c -> c.session.getSessionNumber() != null
                            && (n == 4 ? c.session.getSessionNumber() >= 4 : c.session.getSessionNumber() == n),
                    (c, r) -> true);
            if (!latest.isEmpty()) {
                byNumber.put(n == 4 ? "4+" : Integer.toString(n), band(latest));
            }
        }
        List<OutcomeRated> overall = latest(members, c -> true, (c, r) -> true);
        return SatisfactionSummary.newBuilder()
                .setGrouping(key.grouping())
                .setPeriod(period(key))
                .setSetting(key.setting())
                .setCondition(key.condition())
                .setSkinType(key.skinType())
                .setClinicId(key.clinicId())
                .setDeviceModel(key.model())
                .setCartridgeLot(key.lot())
                .setSessions(members.size())
                .setRatedSessions(overall.size())
                .setOverall(band(overall))
                .setByWeeks(byWeeks)
                .setBySessionNumber(byNumber)
                .setUpdatedAt(NEVER)
                .build();
    }

    private static List<OutcomeRated> latest(
            List<Case> members, Predicate<Case> session, java.util.function.BiPredicate<Case, OutcomeRated> rating) {
        return members.stream()
                .filter(session)
                .flatMap(c -> c.ratings.stream()
                        .filter(r -> rating.test(c, r))
                        .max(Comparator.comparing(OutcomeRated::getRatedOn).thenComparing(OutcomeRated::getRatingId))
                        .stream())
                .toList();
    }

    private static RatingBand band(List<OutcomeRated> ratings) {
        int n = ratings.size();
        int top = (int) ratings.stream().filter(r -> r.getSatisfaction() >= 4).count();
        Interval interval = n == 0 ? null : Wilson.interval95(top, n);
        return new RatingBand(
                tally(ratings, OutcomeRated::getSatisfaction),
                n == 0
                        ? null
                        : ratings.stream()
                                .mapToInt(OutcomeRated::getSatisfaction)
                                .average()
                                .orElseThrow(),
                n == 0 ? null : (double) top / n,
                n == 0 ? null : interval.low(),
                n == 0 ? null : interval.high(),
                tally(ratings, OutcomeRated::getImprovement));
    }

    private static List<Long> tally(List<OutcomeRated> ratings, Function<OutcomeRated, Integer> score) {
        return IntStream.rangeClosed(1, 5)
                .mapToObj(n -> ratings.stream()
                        .filter(r -> score.apply(r) != null && score.apply(r) == n)
                        .count())
                .toList();
    }

    Map<String, ClinicStatus> clinics() {
        Map<String, ClinicStatus> statuses = new TreeMap<>();
        inForce.stream().map(a -> a.header().clinicId()).distinct().forEach(clinic -> {
            List<EventHeader> facts = inForce.stream()
                    .map(Intake.Accepted::header)
                    .filter(h -> h.clinicId().equals(clinic))
                    .toList();
            List<Case> counted = cases.stream()
                    .filter(c -> c.session.getClinicId().equals(clinic))
                    .toList();
            statuses.put(
                    clinic,
                    ClinicStatus.newBuilder()
                            .setClinicId(clinic)
                            .setAccepted(new AcceptedFacts(
                                    kind(facts, "SESSION"), kind(facts, "REACTION"), kind(facts, "RATING")))
                            .setRejected(Map.of())
                            .setHeld(new HeldFacts(held(facts, "REACTION"), held(facts, "RATING")))
                            .setContradictions(new DateContradictions(
                                    counted.stream()
                                            .mapToLong(c -> c.reactions.stream()
                                                    .filter(r -> r.getOnsetOn().isBefore(c.session.getTreatedOn()))
                                                    .count())
                                            .sum(),
                                    counted.stream()
                                            .mapToLong(c -> c.ratings.stream()
                                                    .filter(r -> r.getRatedOn().isBefore(c.session.getTreatedOn()))
                                                    .count())
                                            .sum()))
                            .setUpdatedAt(NEVER)
                            .build());
        });
        return statuses;
    }

    private static long kind(List<EventHeader> facts, String kind) {
        return facts.stream().filter(h -> h.kind().name().equals(kind)).count();
    }

    private long held(List<EventHeader> facts, String kind) {
        return facts.stream()
                .filter(h -> h.kind().name().equals(kind) && !h.voided())
                .filter(h -> of(SessionRecorded.class).stream().noneMatch(s -> sameSession(h, s)))
                .count();
    }
}
