package io.dermavigil.serving.materializer;

import io.dermavigil.events.Condition;
import io.dermavigil.events.ReactionType;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.schemas.accounts.AccountKey;
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
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/** Rows as the job writes them, with random counts: enough accounts to differ, few enough to be written again and again. */
final class RandomRows {

    private static final Instant FIRST = Instant.parse("2026-04-01T00:00:00Z");

    private final Random random;
    private final int accounts;
    private long rows;

    RandomRows(long seed, int accounts) {
        this.random = new Random(seed);
        this.accounts = accounts;
    }

    AccountKey account() {
        int number = random.nextInt(accounts);
        YearMonth month = number % 3 == 0 ? null : YearMonth.of(2026, 1 + number % 12);
        Setting setting = Setting.values()[number % Setting.values().length];
        return number % 2 == 0
                ? new AccountKey(Grouping.LOT, month, setting, null, null, null, "Pen \"3\\", "L|" + number)
                : new AccountKey(
                        Grouping.CLINIC_STRATUM,
                        month,
                        setting,
                        Condition.values()[number % Condition.values().length],
                        SkinType.values()[number % SkinType.values().length],
                        "clinic-" + number,
                        null,
                        null);
    }

    SideEffectSummary sideEffects(AccountKey account) {
        long sessions = random.nextInt(5) == 0 ? 0 : 1 + random.nextInt(1000);
        Map<String, ReactionCounts> reactions = new HashMap<>();
        for (ReactionType type : ReactionType.values()) {
            if (sessions > 0 && random.nextInt(4) == 0) {
                reactions.put(type.name(), reaction(sessions));
            }
        }
        return SideEffectSummary.newBuilder()
                .setGrouping(account.grouping())
                .setPeriod(period(account))
                .setSetting(account.setting())
                .setCondition(account.condition())
                .setSkinType(account.skinType())
                .setClinicId(account.clinicId())
                .setDeviceModel(account.model())
                .setCartridgeLot(account.lot())
                .setSessions(sessions)
                .setPatients(upTo(sessions))
                .setAny(occurrence(sessions))
                .setAdverse(occurrence(sessions))
                .setReactions(reactions)
                .setSessionsByDay(sessions == 0 ? Map.of() : Map.of("2026-03-02", sessions))
                .setUpdatedAt(now())
                .build();
    }

    private ReactionCounts reaction(long sessions) {
        long reports = 1 + upTo(sessions);
        return ReactionCounts.newBuilder()
                .setSessions(upTo(sessions))
                .setPatients(upTo(sessions))
                .setReports(reports)
                .setAdverseReports(upTo(reports))
                .setAdverseSessions(upTo(reports))
                .setAdversePatients(upTo(reports))
                .setByGrade(five(reports))
                .setSerious(upTo(reports))
                .setUnresolved(upTo(reports))
                .setResolutionUnknown(upTo(reports))
                .setOnsetDays(Map.of(Integer.toString(random.nextInt(92)), reports))
                .setResolutionDays(random.nextBoolean() ? Map.of() : Map.of("91", reports))
                .build();
    }

    SatisfactionSummary satisfaction(AccountKey account) {
        long sessions = random.nextInt(5) == 0 ? 0 : 1 + random.nextInt(1000);
        Map<String, RatingBand> weeks = new HashMap<>();
        for (String band : List.of("0-1", "2-4", "5-8", "9-12", "13+")) {
            if (sessions > 0 && random.nextBoolean()) {
                weeks.put(band, band(sessions));
            }
        }
        return SatisfactionSummary.newBuilder()
                .setGrouping(account.grouping())
                .setPeriod(period(account))
                .setSetting(account.setting())
                .setCondition(account.condition())
                .setSkinType(account.skinType())
                .setClinicId(account.clinicId())
                .setDeviceModel(account.model())
                .setCartridgeLot(account.lot())
                .setSessions(sessions)
                .setRatedSessions(upTo(sessions))
                .setOverall(band(sessions))
                .setByWeeks(weeks)
                .setBySessionNumber(sessions == 0 ? Map.of() : Map.of("4+", band(sessions)))
                .setUpdatedAt(now())
                .build();
    }

    private RatingBand band(long sessions) {
        return RatingBand.newBuilder()
                .setByScore(five(sessions))
                .setImprovementByGrade(five(sessions))
                .build();
    }

    ClinicStatus clinic() {
        String clinic = random.nextInt(6) == 0 ? null : "clinic-" + random.nextInt(accounts);
        return ClinicStatus.newBuilder()
                .setClinicId(clinic)
                .setLastSeenAt(clinic == null ? null : now())
                .setAccepted(new AcceptedFacts(upTo(900), upTo(900), upTo(900)))
                .setRejected(random.nextBoolean() ? Map.of() : Map.of("INVALID", 1 + upTo(9), "UNREADABLE", 2L))
                .setHeld(new HeldFacts(upTo(9), upTo(9)))
                .setContradictions(new DateContradictions(upTo(9), upTo(9)))
                .setUpdatedAt(now())
                .build();
    }

    private static Period period(AccountKey account) {
        return account.month() == null
                ? new Period(PeriodKind.ALL, null)
                : new Period(PeriodKind.MONTH, account.month().atDay(1));
    }

    private Occurrence occurrence(long sessions) {
        return new Occurrence(upTo(sessions), upTo(sessions), null, null, null);
    }

    private List<Long> five(long most) {
        return LongStream.range(0, 5).map(any -> upTo(most)).boxed().toList();
    }

    private long upTo(long most) {
        return random.nextLong(most + 1);
    }

    private Instant now() {
        return FIRST.plusSeconds(rows++);
    }
}
