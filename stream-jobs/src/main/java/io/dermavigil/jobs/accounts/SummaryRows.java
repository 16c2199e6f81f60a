package io.dermavigil.jobs.accounts;

import io.dermavigil.events.ReactionType;
import io.dermavigil.jobs.accounts.Counters.OfReaction;
import io.dermavigil.pipeline.RejectReason;
import io.dermavigil.schemas.accounts.AccountKey;
import io.dermavigil.statistics.Interval;
import io.dermavigil.statistics.Wilson;
import io.dermavigil.summaries.AcceptedFacts;
import io.dermavigil.summaries.ClinicStatus;
import io.dermavigil.summaries.DateContradictions;
import io.dermavigil.summaries.HeldFacts;
import io.dermavigil.summaries.Occurrence;
import io.dermavigil.summaries.Period;
import io.dermavigil.summaries.PeriodKind;
import io.dermavigil.summaries.ReactionCounts;
import io.dermavigil.summaries.SideEffectSummary;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns the counts of an account into its row of side effects, and those of a clinic into its status. */
public final class SummaryRows {

    private SummaryRows() {}

    /** The row of side effects of an account. */
    public static SideEffectSummary sideEffects(AccountKey key, Counts counts, Instant updatedAt) {
        long sessions = counts.get(Counters.SESSIONS);
        return SideEffectSummary.newBuilder()
                .setGrouping(key.grouping())
                .setPeriod(period(key))
                .setSetting(key.setting())
                .setCondition(key.condition())
                .setSkinType(key.skinType())
                .setClinicId(key.clinicId())
                .setDeviceModel(key.model())
                .setCartridgeLot(key.lot())
                .setSessions(sessions)
                .setPatients(counts.get(Counters.PATIENTS))
                .setAny(occurrence(counts, Counters.ANY_SESSIONS, Counters.ANY_PATIENTS))
                .setAdverse(occurrence(counts, Counters.ADVERSE_SESSIONS, Counters.ADVERSE_PATIENTS))
                .setReactions(reactions(counts, sessions))
                .setSessionsByDay(sessionsByDay(counts))
                .setUpdatedAt(updatedAt)
                .build();
    }

    /** The status of a clinic. */
    public static ClinicStatus clinicStatus(String clinicId, Counts counts, Instant updatedAt) {
        Map<String, Long> rejected = new HashMap<>();
        for (RejectReason reason : RejectReason.values()) {
            putPositive(rejected, reason.name(), counts.get(Counters.rejected(reason)));
        }
        long lastSeen = counts.get(Counters.LAST_SEEN);
        return ClinicStatus.newBuilder()
                .setClinicId(clinicId)
                .setLastSeenAt(lastSeen == 0 ? null : Instant.ofEpochMilli(lastSeen))
                .setAccepted(new AcceptedFacts(
                        counts.get(Counters.ACCEPTED_SESSIONS),
                        counts.get(Counters.ACCEPTED_REACTIONS),
                        counts.get(Counters.ACCEPTED_RATINGS)))
                .setRejected(rejected)
                .setHeld(new HeldFacts(counts.get(Counters.HELD_REACTIONS), counts.get(Counters.HELD_RATINGS)))
                .setContradictions(new DateContradictions(
                        counts.get(Counters.ONSET_BEFORE_TREATMENT), counts.get(Counters.RATING_BEFORE_TREATMENT)))
                .setUpdatedAt(updatedAt)
                .build();
    }

    static Period period(AccountKey key) {
        return key.month() == null
                ? new Period(PeriodKind.ALL, null)
                : new Period(PeriodKind.MONTH, key.month().atDay(1));
    }

    /** The 95 % Wilson interval; null without trials. */
    static Interval interval(long successes, long trials) {
        return trials == 0 ? null : Wilson.interval95(successes, trials);
    }

    private static Occurrence occurrence(Counts counts, int sessionsCounter, int patientsCounter) {
        long sessions = counts.get(Counters.SESSIONS);
        long affected = counts.get(sessionsCounter);
        Interval interval = interval(affected, sessions);
        return new Occurrence(
                affected,
                counts.get(patientsCounter),
                interval == null ? null : (double) affected / sessions,
                interval == null ? null : interval.low(),
                interval == null ? null : interval.high());
    }

    private static Map<String, ReactionCounts> reactions(Counts counts, long sessions) {
        Map<String, ReactionCounts> reactions = new HashMap<>();
        for (ReactionType type : ReactionType.values()) {
            if (counts.get(Counters.reaction(type, OfReaction.REPORTS)) != 0) {
                reactions.put(type.name(), reaction(type, counts, sessions));
            }
        }
        return reactions;
    }

    private static ReactionCounts reaction(ReactionType type, Counts counts, long sessions) {
        long affected = counts.get(Counters.reaction(type, OfReaction.SESSIONS));
        Interval interval = interval(affected, sessions);
        return ReactionCounts.newBuilder()
                .setSessions(affected)
                .setPatients(counts.get(Counters.reaction(type, OfReaction.PATIENTS)))
                .setRate(interval == null ? null : (double) affected / sessions)
                .setRateLow(interval == null ? null : interval.low())
                .setRateHigh(interval == null ? null : interval.high())
                .setReports(counts.get(Counters.reaction(type, OfReaction.REPORTS)))
                .setAdverseReports(counts.get(Counters.reaction(type, OfReaction.ADVERSE_REPORTS)))
                .setAdverseSessions(counts.get(Counters.reaction(type, OfReaction.ADVERSE_SESSIONS)))
                .setAdversePatients(counts.get(Counters.reaction(type, OfReaction.ADVERSE_PATIENTS)))
                .setByGrade(byGrade(type, counts))
                .setSerious(counts.get(Counters.reaction(type, OfReaction.SERIOUS)))
                .setUnresolved(counts.get(Counters.reaction(type, OfReaction.UNRESOLVED)))
                .setResolutionUnknown(counts.get(Counters.reaction(type, OfReaction.RESOLUTION_UNKNOWN)))
                .setOnsetDays(histogram(counts, Counters.onsetDays(type, 0)))
                .setResolutionDays(histogram(counts, Counters.resolutionDays(type, 0)))
                .build();
    }

    private static List<Long> byGrade(ReactionType type, Counts counts) {
        List<Long> byGrade = new ArrayList<>(5);
        for (int grade = 1; grade <= 5; grade++) {
            byGrade.add(counts.get(Counters.grade(type, grade)));
        }
        return byGrade;
    }

    private static Map<String, Long> histogram(Counts counts, int firstDay) {
        Map<String, Long> histogram = new HashMap<>();
        int end = firstDay + Counters.HISTOGRAM_DAYS;
        for (int at = counts.firstAt(firstDay); at < counts.size() && counts.counter(at) < end; at++) {
            histogram.put(Integer.toString(counts.counter(at) - firstDay), counts.amount(at));
        }
        return histogram;
    }

    private static Map<String, Long> sessionsByDay(Counts counts) {
        Map<String, Long> sessionsByDay = new HashMap<>();
        for (int at = counts.size() - 1; at >= 0; at--) {
            Integer day = Counters.dayOf(counts.counter(at));
            if (day == null) {
                return sessionsByDay;
            }
            sessionsByDay.put(LocalDate.ofEpochDay(day).toString(), counts.amount(at));
        }
        return sessionsByDay;
    }

    private static void putPositive(Map<String, Long> map, String name, long amount) {
        if (amount != 0) {
            map.put(name, amount);
        }
    }
}
