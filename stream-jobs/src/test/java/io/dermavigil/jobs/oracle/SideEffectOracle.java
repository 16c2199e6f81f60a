package io.dermavigil.jobs.oracle;

import static java.time.temporal.ChronoUnit.DAYS;

import io.dermavigil.events.ReactionReported;
import io.dermavigil.events.ReactionType;
import io.dermavigil.jobs.oracle.BatchOracle.Session;
import io.dermavigil.schemas.accounts.AccountKey;
import io.dermavigil.schemas.rules.ExpectedWindows;
import io.dermavigil.summaries.Grouping;
import io.dermavigil.summaries.Occurrence;
import io.dermavigil.summaries.Period;
import io.dermavigil.summaries.PeriodKind;
import io.dermavigil.summaries.ReactionCounts;
import io.dermavigil.summaries.SideEffectSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Side effects of the sessions of one account, counted in loops. */
final class SideEffectOracle {

    private SideEffectOracle() {}

    static SideEffectSummary row(AccountKey key, List<Session> sessions) {
        Map<String, ReactionCounts> reactions = new HashMap<>();
        for (ReactionType type : ReactionType.values()) {
            if (sessions.stream().anyMatch(s -> s.reactions().stream().anyMatch(r -> r.getType() == type))) {
                reactions.put(type.name(), reaction(key, sessions, type));
            }
        }
        Map<String, Long> byDay = new HashMap<>();
        if (key.grouping() == Grouping.STRATUM && key.month() != null) {
            sessions.forEach(s -> byDay.merge(s.session().getTreatedOn().toString(), 1L, Long::sum));
        }
        return new SideEffectSummary(
                key.grouping(),
                period(key),
                key.setting(),
                key.condition(),
                key.skinType(),
                key.clinicId(),
                key.model(),
                key.lot(),
                (long) sessions.size(),
                patients(sessions, s -> true),
                occurrence(sessions, s -> !s.reactions().isEmpty()),
                occurrence(sessions, s -> s.reactions().stream().anyMatch(BatchOracle::isAdverse)),
                reactions,
                byDay,
                Instant.EPOCH);
    }

    static Period period(AccountKey key) {
        return key.month() == null
                ? new Period(PeriodKind.ALL, null)
                : new Period(PeriodKind.MONTH, key.month().atDay(1));
    }

    private static Occurrence occurrence(List<Session> sessions, Predicate<Session> has) {
        long with = sessions.stream().filter(has).count();
        double[] rate = rate(with, sessions.size());
        return new Occurrence(with, patients(sessions, has), rate[0], rate[1], rate[2]);
    }

    private static long patients(List<Session> sessions, Predicate<Session> has) {
        return sessions.stream()
                .filter(has)
                .map(s -> s.session().getPatientKey())
                .distinct()
                .count();
    }

    /** Wilson 1927, written out. */
    static double[] rate(long with, long of) {
        double z = 1.959963984540054;
        double p = (double) with / of;
        double centre = (p + z * z / (2 * of)) / (1 + z * z / of);
        double half = z / (1 + z * z / of) * Math.sqrt(p * (1 - p) / of + z * z / (4.0 * of * of));
        return new double[] {p, with == 0 ? 0 : centre - half, with == of ? 1 : centre + half};
    }

    private static ReactionCounts reaction(AccountKey key, List<Session> sessions, ReactionType type) {
        List<ReactionReported> reports = new ArrayList<>();
        Map<String, Long> onset = new HashMap<>();
        Map<String, Long> resolution = new HashMap<>();
        for (Session s : sessions) {
            for (ReactionReported r : s.reactions()) {
                if (r.getType() == type) {
                    reports.add(r);
                    long days = DAYS.between(s.session().getTreatedOn(), r.getOnsetOn());
                    if (days >= 0) {
                        onset.merge(day(days), 1L, Long::sum);
                    }
                    if (r.getResolvedOn() != null) {
                        resolution.merge(day(DAYS.between(r.getOnsetOn(), r.getResolvedOn())), 1L, Long::sum);
                    }
                }
            }
        }
        Predicate<Session> any = s -> s.reactions().stream().anyMatch(r -> r.getType() == type);
        Predicate<Session> adverse =
                s -> s.reactions().stream().anyMatch(r -> r.getType() == type && BatchOracle.isAdverse(r));
        long with = sessions.stream().filter(any).count();
        double[] rate = rate(with, sessions.size());
        boolean expected = ExpectedWindows.current().days(type).isPresent();
        boolean histograms = key.grouping() == Grouping.STRATUM;
        return new ReactionCounts(
                with,
                patients(sessions, any),
                rate[0],
                rate[1],
                rate[2],
                (long) reports.size(),
                reports.stream().filter(BatchOracle::isAdverse).count(),
                sessions.stream().filter(adverse).count(),
                patients(sessions, adverse),
                grades(reports),
                reports.stream().filter(r -> !r.getSeriousness().isEmpty()).count(),
                reports.stream().filter(r -> r.getResolvedOn() == null).count(),
                reports.stream()
                        .filter(r -> expected && !BatchOracle.isAdverse(r) && r.getResolvedOn() == null)
                        .count(),
                histograms ? onset : Map.of(),
                histograms ? resolution : Map.of());
    }

    private static List<Long> grades(List<ReactionReported> reports) {
        List<Long> grades = new ArrayList<>();
        for (int grade = 1; grade <= 5; grade++) {
            int wanted = grade;
            grades.add(reports.stream().filter(r -> r.getGrade() == wanted).count());
        }
        return grades;
    }

    private static String day(long days) {
        return Long.toString(Math.min(days, 91));
    }
}
