package io.dermavigil.serving.materializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dermavigil.events.ReactionReported;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.events.EventIds;
import io.dermavigil.schemas.events.SampleEvents;
import io.dermavigil.schemas.topics.Generation;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.topics.TopicSpec;
import io.dermavigil.schemas.wire.SchemasById;
import io.dermavigil.serving.store.Store;
import io.dermavigil.serving.store.StoreRole;
import io.dermavigil.serving.store.TestDatabases;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaterializerTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final List<TopicSpec> SUMMARIES = TopicCatalogue.outcomes().stream()
            .filter(spec -> !spec.name().startsWith("clinic."))
            .toList();
    private static final List<TopicSpec> CLINICS = Stream.concat(
                    TopicCatalogue.outcomes().stream()
                            .filter(spec -> spec.name().matches("clinic[.](sessions|reactions|ratings)")),
                    TopicCatalogue.ofClinic("berlin-1").stream())
            .toList();

    @TempDir
    static Path data;

    private static TestLog log;

    private final Set<String> changed = new ConcurrentSkipListSet<>();
    private Store store;

    @BeforeAll
    static void startBroker() {
        log = TestLog.start(data);
    }

    @AfterAll
    static void stopBroker() {
        log.close();
    }

    @BeforeEach
    void emptyTopicsAndStore() throws Exception {
        log.recreate(SUMMARIES);
        log.recreate(CLINICS);
        store = Store.open(TestDatabases.create());
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void foldsWhatComesAndGoesOnWhereItStopped() throws Exception {
        RandomRows random = new RandomRows(1, 40);
        try (Materializer running = start(writer())) {
            log.rows(random, Generation.FIRST, 100);
            facts();
            awaitFolded(running, Generation.FIRST);
            assertThat(changed).isNotEmpty();
        }
        log.rows(random, Generation.FIRST, 100);
        try (Materializer running = start(writer())) {
            awaitFolded(running, Generation.FIRST);
            log.rows(random, Generation.FIRST, 30);
            awaitFolded(running, Generation.FIRST);
        }
        assertSameAsFreshFold(Generation.FIRST);
        assertThat(count("raw.reactions")).isGreaterThan(20);
    }

    @Test
    void aFailureBetweenApplyAndCommitChangesNothing() throws Exception {
        log.rows(new RandomRows(2, 40), Generation.FIRST, 100);
        facts();
        UnsteadyDatabase unsteady = new UnsteadyDatabase(writer(), 7);
        try (Materializer running = start(unsteady.connections())) {
            awaitFolded(running, Generation.FIRST);
            log.rows(new RandomRows(3, 40), Generation.FIRST, 100);
            awaitFolded(running, Generation.FIRST);
        }
        assertThat(unsteady.failures()).isEqualTo(7);
        assertSameAsFreshFold(Generation.FIRST);
    }

    @Test
    void anEmptiedStoreIsFilledAgain() throws Exception {
        log.rows(new RandomRows(4, 40), Generation.FIRST, 100);
        facts();
        try (Materializer running = start(writer())) {
            awaitFolded(running, Generation.FIRST);
            store.writer().useTransaction(handle -> {
                for (String table : List.of(
                        "consumed",
                        "fold",
                        "progress",
                        "side_effects",
                        "reactions",
                        "satisfaction",
                        "rating_bands",
                        "clinics",
                        "session_facts",
                        "reaction_facts",
                        "rating_facts")) {
                    handle.execute("DELETE FROM raw." + table);
                }
            });
            log.rows(new RandomRows(5, 40), Generation.FIRST, 10);
            log.publish("clinic.sessions", session("other-session", 1));
            log.flush();
            awaitFolded(running, Generation.FIRST);
        }
        assertSameAsFreshFold(Generation.FIRST);
    }

    @Test
    void readersSeeTheOldRowsUntilARecreatedTopicIsRead() throws Exception {
        log.rows(new RandomRows(6, 40), Generation.FIRST, 300);
        facts();
        try (Materializer running = start(writer())) {
            awaitFolded(running, Generation.FIRST);
        }
        long before = count("raw.side_effects");
        log.recreate(SUMMARIES);
        log.recreate(CLINICS);
        log.rows(new RandomRows(7, 10), Generation.FIRST, 300);
        Set<Long> seen = new ConcurrentSkipListSet<>();
        AtomicBoolean done = new AtomicBoolean();
        Thread reader = new Thread(() -> {
            while (!done.get()) {
                seen.add(count("serving.side_effects"));
            }
        });
        reader.start();
        try (Materializer running = start(writer())) {
            awaitFolded(running, Generation.FIRST);
        } finally {
            done.set(true);
            reader.join();
        }
        long after = count("raw.side_effects");
        assertThat(after).isPositive().isLessThan(before);
        assertThat(seen).contains(before).isSubsetOf(before, after);
        assertThat(count("raw.session_facts")).isZero();
        assertSameAsFreshFold(Generation.FIRST);
    }

    @Test
    void aSwitchOfGenerationReplacesAllSummariesAtOnce() throws Exception {
        Generation second = new Generation(2);
        log.create(second.topics());
        log.recreate(second.topics().stream()
                .filter(spec -> spec.name().endsWith(".g2"))
                .toList());
        log.rows(new RandomRows(8, 40), Generation.FIRST, 100);
        log.rows(new RandomRows(9, 20), second, 100);
        try (Materializer running = start(writer())) {
            awaitFolded(running, Generation.FIRST);
            assertThat(running.status().generation()).isEqualTo(1);
            log.activate(second);
            awaitFolded(running, second);
            assertThat(running.status().generation()).isEqualTo(2);
        }
        List<String> jobs = store.safety()
                .withHandle(handle -> handle.createQuery("SELECT DISTINCT job FROM serving.freshness")
                        .mapTo(String.class)
                        .list());
        assertThat(jobs).containsExactly("outcomes-2");
        assertSameAsFreshFold(second);
    }

    @Test
    void aRowThatCannotBeReadStopsTheFoldThereAndIsNamed() throws Exception {
        log.rows(new RandomRows(10, 40), Generation.FIRST, 20);
        try (Materializer running = start(writer())) {
            awaitFolded(running, Generation.FIRST);
            List<String> before = dump(store).get("raw.side_effects");
            log.send(TopicCatalogue.SIDE_EFFECTS, "CHAIN|ALL|CLINIC|||||", new byte[] {1, 2, 3});
            log.flush();
            await().atMost(SOON)
                    .until(() -> running.status().lanes().stream()
                            .anyMatch(lane -> lane.state() == LaneStatus.State.RETRYING
                                    && lane.problem().matches("summary.side-effects, partition \\d+, offset \\d+ .*")));
            assertThat(dump(store).get("raw.side_effects")).isEqualTo(before);
            log.publish("clinic.sessions", session("s-1", 1));
            log.flush();
            await().atMost(SOON).until(() -> count("raw.session_facts") == 1);
        }
    }

    @Test
    void factsAreTheLatestRevisionsOfWhatIsAcceptedAndNotErased() throws Exception {
        SessionRecorded first = session("s-1", 1);
        SessionRecorded second = session("s-1", 2);
        SessionRecorded voided =
                SessionRecorded.newBuilder(session("s-2", 1)).setVoided(true).build();
        ReactionReported invalid =
                ReactionReported.newBuilder(SampleEvents.reaction()).setGrade(9).build();
        try (Materializer running = start(writer())) {
            log.publish("clinic.sessions", second);
            log.publish("clinic.sessions", first);
            log.publish("clinic.berlin-1.sessions", second);
            log.publish("clinic.sessions", voided);
            log.publish("clinic.reactions", invalid);
            log.publish("clinic.reactions", SampleEvents.reaction());
            log.publish("clinic.ratings", SampleEvents.rating());
            log.flush();
            awaitFacts(running);
            assertThat(inForce()).containsExactly("s-1 2");
            assertThat(count("serving.reaction_reports")).isEqualTo(1);
            assertThat(count("serving.ratings")).isEqualTo(1);

            log.send("clinic.sessions", EventHeader.of(second).recordKey().text(), (byte[]) null);
            log.flush();
            awaitFacts(running);
            assertThat(inForce()).as("its own topic still has it").containsExactly("s-1 2");

            log.send(
                    "clinic.berlin-1.sessions",
                    EventHeader.of(second).recordKey().text(),
                    (byte[]) null);
            log.flush();
            awaitFacts(running);
            assertThat(inForce()).as("the revision before it is in force again").containsExactly("s-1 1");
        }
    }

    @Test
    void rowsWhoseTombstonesMayHaveVanishedUnreadAreMadeAnew() throws Exception {
        log.rows(new RandomRows(11, 40), Generation.FIRST, 20);
        facts();
        String key = EventHeader.of(session("s-1", 1)).recordKey().text();
        try (Materializer running = start(writer())) {
            awaitFolded(running, Generation.FIRST);
            // the offsets of a transaction's end are missing, too, but were seen as they came
            log.leaveGap("clinic.sessions", key);
            log.publish("clinic.sessions", session("s-1", 7));
            log.flush();
            awaitFacts(running);
        }
        store.writer()
                .useHandle(
                        handle -> handle.execute(
                                "INSERT INTO raw.session_facts SELECT (jsonb_populate_record(f,"
                                        + " '{\"patient_key\": \"missed-patient\"}')).* FROM raw.session_facts f WHERE topic = 'clinic.sessions' LIMIT 1"));
        log.publish("clinic.sessions", session("s-1", 8));
        log.flush();
        try (Materializer running = start(writer())) {
            awaitFacts(running);
        }
        assertThat(missed()).as("nothing is missing").isEqualTo(1);

        log.leaveGap("clinic.sessions", key);
        log.publish("clinic.sessions", session("s-1", 9));
        log.flush();
        try (Materializer running = start(writer())) {
            awaitFolded(running, Generation.FIRST);
            assertThat(missed()).isZero();
        }
        assertSameAsFreshFold(Generation.FIRST);
    }

    private long missed() {
        return count("raw.session_facts WHERE patient_key = 'missed-patient'");
    }

    private List<String> inForce() {
        return store.safety()
                .withHandle(handle -> handle.createQuery(
                                "SELECT session_id || ' ' || revision FROM serving.sessions ORDER BY 1")
                        .mapTo(String.class)
                        .list());
    }

    private static SessionRecorded session(String id, int revision) {
        return SessionRecorded.newBuilder(SampleEvents.session())
                .setEventId(EventIds.of(UUID.nameUUIDFromBytes((id + revision).getBytes(StandardCharsets.UTF_8))))
                .setSessionId(id)
                .setRevision(revision)
                .build();
    }

    private static void facts() {
        for (int i = 0; i < 50; i++) {
            log.publish("clinic.sessions", session("s-" + i % 20, 1 + i % 3));
            log.publish("clinic.berlin-1.sessions", session("s-" + i % 7, 1 + i % 4));
        }
        log.publish("clinic.reactions", SampleEvents.reaction());
        log.publish("clinic.ratings", SampleEvents.rating());
        log.send(
                "clinic.sessions", EventHeader.of(session("s-3", 1)).recordKey().text(), (byte[]) null);
        log.flush();
    }

    private Materializer start(DataSource writer) {
        MaterializerConfig usual = MaterializerConfig.of(log.bootstrap());
        return Materializer.start(
                new MaterializerConfig(
                        usual.kafka(), () -> SchemasById.NONE, 50, Duration.ofMillis(100), usual.forgetting()),
                writer,
                changed::addAll);
    }

    private DataSource writer() {
        return store.connections(StoreRole.WRITER);
    }

    private long count(String table) {
        return store.safety()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM " + table)
                        .mapTo(Long.class)
                        .one());
    }

    private void awaitFolded(Materializer running, Generation generation) throws Exception {
        Set<String> topics = new TreeSet<>();
        for (String topic : List.of(
                TopicCatalogue.SIDE_EFFECTS,
                TopicCatalogue.SATISFACTION,
                TopicCatalogue.CLINICS,
                TopicCatalogue.PROGRESS)) {
            topics.add(generation.topic(topic));
        }
        awaitConsumed(running, topics);
        awaitFacts(running);
    }

    private void awaitFacts(Materializer running) throws Exception {
        awaitConsumed(running, CLINICS.stream().map(TopicSpec::name).toList());
    }

    private void awaitConsumed(Materializer running, Collection<String> topics) throws Exception {
        Map<TopicPartition, Long> ends = log.ends(topics);
        Map<TopicPartition, UUID> ids = log.ids(topics);
        await().atMost(SOON)
                .failFast(() ->
                        running.status().lanes().stream().anyMatch(lane -> lane.state() == LaneStatus.State.STOPPED))
                .untilAsserted(() -> assertThat(consumed()).containsAllEntriesOf(expected(ends, ids)));
    }

    private static Map<String, String> expected(Map<TopicPartition, Long> ends, Map<TopicPartition, UUID> ids) {
        Map<String, String> expected = new TreeMap<>();
        ends.forEach((partition, end) -> expected.put(partition.toString(), ids.get(partition) + " " + end));
        return expected;
    }

    private Map<String, String> consumed() {
        Map<String, String> consumed = new TreeMap<>();
        store.safety()
                .useHandle(handle -> handle.createQuery(
                                "SELECT topic || '-' || partition AS p, topic_id || ' ' || next_offset AS o FROM serving.consumed")
                        .map((row, context) -> consumed.put(row.getString(1), row.getString(2)))
                        .list());
        return consumed;
    }

    /** Another store, filled in one go, holds the same. */
    private void assertSameAsFreshFold(Generation generation) throws Exception {
        Map<String, List<String>> folded = dump(store);
        store.close();
        store = Store.open(TestDatabases.create());
        try (Materializer running = start(writer())) {
            awaitFolded(running, generation);
        }
        Map<String, List<String>> fresh = dump(store);
        assertThat(fresh.get("raw.side_effects")).isNotEmpty();
        for (String table : fresh.keySet()) {
            assertThat(folded.get(table)).as(table).isEqualTo(fresh.get(table));
        }
    }

    private static Map<String, List<String>> dump(Store store) throws SQLException {
        try (Connection connection = store.connections(StoreRole.SAFETY).getConnection()) {
            return StoreDump.of(connection);
        }
    }
}
