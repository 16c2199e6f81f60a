package io.dermavigil.ingest.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermavigil.events.EventId;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.events.EventKind;
import io.dermavigil.schemas.validation.EventValidator;
import io.dermavigil.schemas.wire.SingleObjectEncoder;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class SimulationTest {

    private static final LocalDate LAST = LocalDate.of(2026, 6, 30);
    private static final SimulationConfig CHAIN = SimulationConfig.of(12, 5_000, 42, LAST)
            .withFaults(List.of(Fault.parse("clinic:clinic-07:HYPERPIGMENTATION:x4")));

    @Test
    void givesTheSameBytesForTheSameSeed() throws Exception {
        String once = digest(new Simulation(CHAIN));

        assertThat(digest(new Simulation(CHAIN))).isEqualTo(once);
        assertThat(digest(new Simulation(SimulationConfig.of(12, 5_000, 43, LAST))))
                .isNotEqualTo(once);
    }

    @Property(tries = 60)
    void everyEventIsValidAndNoneIsRecordedAfterTheLastDay(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int clinics,
            @ForAll @IntRange(min = 1, max = 400) int sessions,
            @ForAll @IntRange(min = 0, max = 1200) int days) {
        SimulationConfig config = SimulationConfig.of(clinics, sessions, seed, LAST)
                .withPeriod(LAST.minusDays(days), LAST)
                .withShares(new Shares(0.3, 0.3, 0.3, 0.3));
        Instant end = LAST.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();

        for (SpecificRecord event : new Simulation(config)) {
            EventHeader header = EventHeader.of(event);
            assertThat(EventValidator.problems(event, header, end)).isEmpty();
            assertThat(header.recordedAt()).isBefore(end);
        }
    }

    @Property(tries = 60)
    void recordsExactlyTheSessionsAskedFor(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3_000) int sessions,
            @ForAll @IntRange(min = 0, max = 900) int days) {
        SimulationConfig config = SimulationConfig.of(5, sessions, seed, LAST).withPeriod(LAST.minusDays(days), LAST);
        Set<String> seen = new HashSet<>();

        for (SpecificRecord event : new Simulation(config)) {
            if (event instanceof SessionRecorded session) {
                seen.add(session.getClinicId() + '/' + session.getPatientKey() + '/' + session.getSessionId());
            }
        }

        assertThat(seen).hasSize(sessions);
    }

    @Test
    void givesAnEventIdToOneEventOnly() {
        Map<EventId, SpecificRecord> byId = new HashMap<>();
        int again = 0;
        for (SpecificRecord event : new Simulation(CHAIN)) {
            SpecificRecord before = byId.putIfAbsent(EventHeader.of(event).eventId(), event);
            if (before != null) {
                again++;
                assertThat(event).isEqualTo(before);
            }
        }
        assertThat(again).isPositive();
    }

    @Test
    void publishesMostEventsWithinAWeekOrTwoAndSomeOutOfOrder() {
        Instant newest = Instant.MIN;
        int behind = 0;
        int all = 0;
        for (SpecificRecord event : new Simulation(CHAIN)) {
            Instant recordedAt = EventHeader.of(event).recordedAt();
            all++;
            behind += newest.isAfter(recordedAt.plus(Duration.ofDays(15))) ? 1 : 0;
            newest = recordedAt.isAfter(newest) ? recordedAt : newest;
        }
        assertThat((double) behind / all).isBetween(0.005, 0.05);
    }

    @Test
    void endsLikeAnyIterator() {
        Iterator<SpecificRecord> events = new Simulation(SimulationConfig.of(1, 1, 1, LAST)).iterator();
        while (events.hasNext()) {
            events.next();
        }
        assertThatThrownBy(events::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void streamsTheEventsItIterates() {
        Simulation simulation = new Simulation(CHAIN);

        assertThat(simulation.stream().toList()).containsExactlyElementsOf(simulation);
    }

    private static String digest(Simulation simulation) throws Exception {
        Map<EventKind, SingleObjectEncoder<SpecificRecord>> encoders = new EnumMap<>(EventKind.class);
        for (EventKind kind : EventKind.values()) {
            encoders.put(kind, new SingleObjectEncoder<>(kind.schema()));
        }
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (SpecificRecord event : simulation) {
            digest.update(encoders.get(EventHeader.of(event).kind()).encode(event));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
