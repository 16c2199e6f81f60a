package io.dermavigil.jobs.cluster;

import io.dermavigil.events.Condition;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.events.SkinType;
import io.dermavigil.jobs.oracle.ClinicLog;
import io.dermavigil.schemas.events.ValidEvents;
import io.dermavigil.schemas.intake.RawRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;
import org.apache.avro.specific.SpecificRecord;

/** Random events of many sessions, corrections that move them to other accounts, and damaged records among them. */
final class ClinicYear {

    private static final int LAST_RANDOM_REVISION = 4;
    private static final int DAMAGED_ONE_IN = 25;

    private final Random random;
    private final List<SpecificRecord> published = new ArrayList<>();
    private int damaged;

    ClinicYear(long seed) {
        random = new Random(seed);
    }

    /** Everything valid that was handed out so far. */
    List<SpecificRecord> published() {
        return published;
    }

    /** How many damaged records were handed out so far. */
    int damaged() {
        return damaged;
    }

    /** New events, every 25th with a damaged record behind it. */
    List<RawRecord> events(int number) {
        List<SpecificRecord> events = new ArrayList<>();
        JqwikSession.run(() -> {
            RandomGenerator<SpecificRecord> generator = ValidEvents.any().generator(1000);
            for (int i = 0; i < number; i++) {
                events.add(ofManySessions(generator.next(random).value()));
            }
        });
        return log(events);
    }

    /** A revision of every session so far that puts it into another stratum. */
    List<RawRecord> corrections() {
        return log(published.stream()
                .filter(SessionRecorded.class::isInstance)
                .map(SessionRecorded.class::cast)
                .map(ClinicYear::corrected)
                .toList());
    }

    private static SpecificRecord corrected(SessionRecorded session) {
        return SessionRecorded.newBuilder(session)
                .setRevision(session.getRevision() + LAST_RANDOM_REVISION)
                .setSkinType(next(SkinType.values(), session.getSkinType()))
                .setCondition(next(Condition.values(), session.getCondition()))
                .build();
    }

    private static <T extends Enum<T>> T next(T[] values, T value) {
        return values[(Arrays.asList(values).indexOf(value) + 1) % values.length];
    }

    private SpecificRecord ofManySessions(SpecificRecord event) {
        event.put(event.getSchema().getField("sessionId").pos(), "session-" + random.nextInt(60));
        return event;
    }

    private List<RawRecord> log(List<? extends SpecificRecord> events) {
        published.addAll(events);
        List<RawRecord> log = new ArrayList<>();
        for (SpecificRecord event : events) {
            RawRecord record = ClinicLog.published(event);
            log.add(record);
            if (log.size() % DAMAGED_ONE_IN == 0) {
                log.add(damaged(record));
                damaged++;
            }
        }
        return log;
    }

    private static RawRecord damaged(RawRecord record) {
        byte[] half = Arrays.copyOf(record.value(), record.value().length / 2);
        return new RawRecord(record.topic(), 0, 0, record.timestamp(), record.key(), half);
    }
}
