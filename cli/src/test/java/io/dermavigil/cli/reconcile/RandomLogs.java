package io.dermavigil.cli.reconcile;

import io.dermavigil.events.Condition;
import io.dermavigil.events.OutcomeRated;
import io.dermavigil.events.ReactionReported;
import io.dermavigil.events.ReactionType;
import io.dermavigil.events.Seriousness;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.events.EventIds;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import org.apache.avro.specific.SpecificRecord;

/** Logs of few patients, sessions, dates and ids, so that everything that can collide does. */
final class RandomLogs {

    private static final LocalDate START = LocalDate.of(2024, 1, 25);

    private final Random random;
    private final ClinicLog log = new ClinicLog();
    private final List<SpecificRecord> written = new ArrayList<>();

    private RandomLogs(long seed) {
        this.random = new Random(seed);
    }

    /** A log that depends on nothing but its seed. */
    static ClinicLog of(long seed, int records) {
        RandomLogs logs = new RandomLogs(seed);
        for (int i = 0; i < records; i++) {
            logs.step();
        }
        return logs.log;
    }

    private void step() {
        int what = random.nextInt(20);
        if (what < 6) {
            session();
        } else if (what < 12) {
            reaction();
        } else if (what < 17) {
            rating();
        } else if (!written.isEmpty()) {
            old(what, written.get(random.nextInt(written.size())));
        }
    }

    private void old(int what, SpecificRecord event) {
        if (what == 17) {
            log.erase(event);
        } else if (what == 18) {
            log.add(event);
        } else {
            log.addRaw(
                    EventHeader.of(event).kind().sharedTopic(),
                    EventHeader.of(event).recordKey().bytes(),
                    new byte[] {1, 2, 3});
        }
    }

    private void session() {
        SessionRecorded session = log.session(patient(), session_(), day(0).toString(), b -> {
            b.setClinicId(pick("clinic-1", "clinic-2"))
                    .setEventId(EventIds.of(new UUID(random.nextInt(3) - 1, random.nextInt(3) - 1)))
                    .setRevision(1 + random.nextInt(2))
                    .setRecordedAt(ClinicLog.RECORDED_AT.minus(Duration.ofDays(random.nextInt(2))))
                    .setVoided(random.nextInt(6) == 0)
                    .setCondition(pick(Condition.ACNE_SCAR, Condition.MELASMA))
                    .setSkinType(pick(SkinType.II, SkinType.IV, SkinType.UNKNOWN))
                    .setSetting(random.nextInt(5) == 0 ? Setting.HOME : Setting.CLINIC)
                    .setSessionNumber(random.nextInt(4) == 0 ? null : 1 + random.nextInt(6));
            if (random.nextBoolean()) {
                b.setDevice(ClinicLog.device(pick(null, "M 1", "ü|%+"), pick(null, "L1", "L2")));
            }
        });
        written.add(session);
    }

    private void reaction() {
        LocalDate onset = day(3).plusDays(random.nextInt(8) == 0 ? 100 : 0);
        ReactionReported reaction = log.reaction(
                patient(),
                session_(),
                "r" + random.nextInt(3),
                pick(ReactionType.ERYTHEMA, ReactionType.EDEMA, ReactionType.INFECTION),
                onset.toString(),
                b -> b.setClinicId(pick("clinic-1", "clinic-2"))
                        .setEventId(EventIds.of(new UUID(random.nextInt(3) - 1, random.nextInt(3) - 1)))
                        .setRevision(1 + random.nextInt(2))
                        .setVoided(random.nextInt(6) == 0)
                        .setGrade(random.nextInt(4) == 0 ? 1 + random.nextInt(5) : 1)
                        .setSeriousness(
                                random.nextInt(8) == 0
                                        ? List.of(Seriousness.INFECTION, Seriousness.DISFIGUREMENT)
                                        : List.of())
                        .setResolvedOn(maybe(onset))
                        .setOngoingOn(maybe(onset)));
        written.add(reaction);
    }

    private LocalDate maybe(LocalDate onset) {
        int days = random.nextInt(12);
        return days < 4 ? null : onset.plusDays(days == 11 ? 95 : days);
    }

    private void rating() {
        OutcomeRated rating = log.rating(
                patient(),
                session_(),
                pick("a", "B", "a1"),
                day(110).toString(),
                1 + random.nextInt(5),
                b -> b.setClinicId(pick("clinic-1", "clinic-2"))
                        .setEventId(EventIds.of(new UUID(random.nextInt(3) - 1, random.nextInt(3) - 1)))
                        .setRevision(1 + random.nextInt(2))
                        .setVoided(random.nextInt(6) == 0)
                        .setImprovement(random.nextBoolean() ? null : 1 + random.nextInt(5)));
        written.add(rating);
    }

    private LocalDate day(int spread) {
        return START.plusDays(random.nextInt(15 + spread));
    }

    private String patient() {
        return pick("patient-1", "patient-2", "patient-3");
    }

    private String session_() {
        return pick("s1", "s2");
    }

    @SafeVarargs
    private <T> T pick(T... values) {
        IntFunction<T> at = i -> values[i];
        return at.apply(random.nextInt(values.length));
    }
}
