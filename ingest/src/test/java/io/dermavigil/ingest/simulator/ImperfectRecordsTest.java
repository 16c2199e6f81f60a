package io.dermavigil.ingest.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermavigil.events.SessionRecorded;
import io.dermavigil.schemas.events.EventHeader;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class ImperfectRecordsTest {

    private static final LocalDate LAST = LocalDate.of(2026, 6, 30);
    private static final SimulationConfig CHAIN = SimulationConfig.of(12, 30_000, 9, LAST);

    @Test
    void perfectRecordsHaveNeitherCorrectionsNorVoidsNorDuplicates() {
        Facts facts = new Facts(CHAIN.withShares(new Shares(0, 0, 0, 0)));

        assertThat(facts.share(ImperfectRecordsTest::corrected)).isZero();
        assertThat(facts.share(ImperfectRecordsTest::voided)).isZero();
        assertThat(facts.duplicateShare()).isZero();
    }

    @Test
    void aShareOfSessionsIsCorrected() {
        assertThat(new Facts(CHAIN.withShares(new Shares(0.05, 0, 0, 0))).share(ImperfectRecordsTest::corrected))
                .isCloseTo(0.05, within(0.005));
    }

    @Test
    void aCorrectionChangesTheSkinTypeTheDateOrTheCondition() {
        Facts facts = new Facts(CHAIN.withShares(new Shares(0.05, 0, 0, 0)));
        List<NavigableMap<Integer, SessionRecorded>> corrected = facts.sessions.values().stream()
                .filter(ImperfectRecordsTest::corrected)
                .toList();

        assertThat(corrected).allMatch(revisions -> !sameStratum(revisions.get(1), revisions.get(2)));
        assertThat(corrected)
                .anyMatch(revisions ->
                        revisions.get(1).getSkinType() != revisions.get(2).getSkinType())
                .anyMatch(revisions ->
                        revisions.get(1).getCondition() != revisions.get(2).getCondition())
                .anyMatch(revisions ->
                        !revisions.get(1).getTreatedOn().equals(revisions.get(2).getTreatedOn()));
    }

    @Test
    void aShareOfSessionsIsVoidedAndSomeAreRestored() {
        Facts facts = new Facts(CHAIN.withShares(new Shares(0, 0.04, 0, 0)));
        double voided = facts.share(ImperfectRecordsTest::voided);
        double restored = facts.share(revisions ->
                voided(revisions) && !revisions.lastEntry().getValue().getVoided());

        assertThat(voided).isCloseTo(0.04, within(0.005));
        assertThat(restored / voided).isBetween(0.08, 0.22);
    }

    @Test
    void aShareOfRevisionsArrivesTwice() {
        assertThat(new Facts(CHAIN.withShares(new Shares(0, 0, 0.06, 0))).duplicateShare())
                .isCloseTo(0.06, within(0.004));
    }

    @Test
    void someRevisionsOvertakeEarlierOnes() {
        assertThat(new Facts(CHAIN).overtaken).isPositive();
    }

    @Test
    void aShareOfRecordsArrivesWeeksLate() {
        assertThat(lateShare(0)).isLessThan(0.005);
        assertThat(lateShare(0.2)).isCloseTo(0.2, within(0.02));
    }

    /** Complaints leave within half an hour; an offline week holds them for up to eight days. */
    private static double lateShare(double late) {
        SimulationConfig config = CHAIN.withShares(new Shares(0, 0, 0, late));
        Draws draws = new Draws(new RandomStream(1));
        Clinic clinic = Clinic.chain(config, draws)[0];
        Delivery delivery = new Delivery(config, draws);
        long recordedAt = Clock.at(Math.toIntExact(LAST.toEpochDay()) - 300, 600);
        int delayed = 0;
        for (int i = 0; i < 10_000; i++) {
            delayed += delivery.publishedAt(clinic, recordedAt + i % 100 * Clock.DAY, true)
                            >= recordedAt + i % 100 * Clock.DAY + 8 * Clock.DAY
                    ? 1
                    : 0;
        }
        // of the late ones, those of 7 to 8 days are not told from an offline week
        return delayed / 10_000.0 * 49 / 48;
    }

    private static boolean corrected(NavigableMap<Integer, SessionRecorded> revisions) {
        return revisions.size() > 1 && !revisions.get(2).getVoided() && !voided(revisions);
    }

    private static boolean voided(NavigableMap<Integer, SessionRecorded> revisions) {
        return revisions.values().stream().anyMatch(SessionRecorded::getVoided);
    }

    private static boolean sameStratum(SessionRecorded a, SessionRecorded b) {
        return a.getSkinType() == b.getSkinType()
                && a.getCondition() == b.getCondition()
                && a.getTreatedOn().equals(b.getTreatedOn());
    }

    /** All sessions of a chain with their revisions, those of the last weeks left out: their amendments are to come. */
    private static final class Facts {
        private final Map<String, NavigableMap<Integer, SessionRecorded>> sessions = new HashMap<>();
        private final Set<SpecificRecord> distinct = new HashSet<>();
        private int events;
        private int overtaken;

        Facts(SimulationConfig config) {
            new Simulation(config).forEach(this::add);
        }

        private void add(SpecificRecord event) {
            events++;
            distinct.add(event);
            if (event instanceof SessionRecorded session
                    && session.getTreatedOn().isBefore(LAST.minusDays(60))) {
                String key = EventHeader.of(session).sessionId();
                NavigableMap<Integer, SessionRecorded> revisions =
                        sessions.computeIfAbsent(key, absent -> new TreeMap<>());
                overtaken += !revisions.isEmpty() && revisions.lastKey() > session.getRevision() ? 1 : 0;
                revisions.put(session.getRevision(), session);
            }
        }

        double share(Predicate<NavigableMap<Integer, SessionRecorded>> kind) {
            return (double) sessions.values().stream().filter(kind).count() / sessions.size();
        }

        double duplicateShare() {
            return (double) (events - distinct.size()) / distinct.size();
        }
    }
}
