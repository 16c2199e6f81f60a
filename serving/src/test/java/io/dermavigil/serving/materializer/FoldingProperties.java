package io.dermavigil.serving.materializer;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.schemas.accounts.AccountKey;
import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.events.ValidEvents;
import io.dermavigil.schemas.topics.Generation;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.wire.SchemasById;
import io.dermavigil.schemas.wire.SingleObjectEncoder;
import io.dermavigil.serving.store.Store;
import io.dermavigil.serving.store.StoreRole;
import io.dermavigil.serving.store.TestDatabases;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Into which batches a log is cut, and how often parts of it are read again, leaves no trace in the tables. */
class FoldingProperties {

    private static final List<String> CLINIC_TOPICS = List.of("clinic.sessions", "clinic.reactions", "clinic.ratings");

    private static final long APPENDED_AT =
            Instant.parse("2026-07-02T00:00:00Z").toEpochMilli();

    private static Store store;

    @BeforeContainer
    static void open() {
        store = Store.open(TestDatabases.create());
    }

    @AfterContainer
    static void close() {
        store.close();
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void summariesAreTheSameHoweverTheLogIsCut(@ForAll long seed) throws Exception {
        List<ConsumerRecord<byte[], byte[]>> log = summaries(seed);
        Random cuts = new Random(seed);
        assertSame(() -> new SummaryFolding(Generation.FIRST, SchemasById.NONE), log, cuts);
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void factsAreTheSameHoweverTheLogIsCut(@ForAll("events") List<SpecificRecord> events, @ForAll long seed)
            throws Exception {
        Random cuts = new Random(seed);
        assertSame(
                () -> new FactFolding(SchemasById.NONE, Duration.ofHours(12), Clock.systemUTC()),
                facts(events, cuts),
                cuts);
    }

    @Provide
    Arbitrary<List<SpecificRecord>> events() {
        return ValidEvents.any().list().ofMinSize(1).ofMaxSize(30);
    }

    private interface Foldings {
        Folding make();
    }

    /** In one batch, in many, and in many after a part was folded before, as when a log is replayed. */
    private static void assertSame(Foldings foldings, List<ConsumerRecord<byte[], byte[]>> log, Random cuts)
            throws Exception {
        Map<String, List<String>> whole = fold(foldings.make(), List.of(log));
        if (log.stream().allMatch(record -> record.value() != null)) {
            assertThat(whole.values().stream().mapToInt(List::size).sum()).isPositive();
        }
        assertThat(fold(foldings.make(), cut(log, cuts))).isEqualTo(whole);
        List<List<ConsumerRecord<byte[], byte[]>>> repeated = new ArrayList<>(cut(log, cuts));
        repeated.addAll(cut(log, cuts));
        assertThat(fold(foldings.make(), repeated)).isEqualTo(whole);
    }

    private static Map<String, List<String>> fold(Folding folding, List<List<ConsumerRecord<byte[], byte[]>>> batches)
            throws Exception {
        Map<String, Source> sources = new HashMap<>();
        for (List<ConsumerRecord<byte[], byte[]>> batch : batches) {
            batch.forEach(record -> sources.put(
                    record.topic(),
                    new Source(
                            record.topic(),
                            UUID.nameUUIDFromBytes(record.topic().getBytes(StandardCharsets.UTF_8)),
                            1)));
        }
        try (Connection connection = store.connections(StoreRole.WRITER).getConnection()) {
            connection.setAutoCommit(false);
            for (List<ConsumerRecord<byte[], byte[]>> records : batches) {
                Folding.Batch batch = folding.begin(sources);
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    batch.add(record);
                }
                batch.write(connection);
            }
            Map<String, List<String>> dump = StoreDump.of(connection);
            connection.rollback();
            return dump;
        }
    }

    private static List<List<ConsumerRecord<byte[], byte[]>>> cut(
            List<ConsumerRecord<byte[], byte[]>> log, Random cuts) {
        List<List<ConsumerRecord<byte[], byte[]>>> batches = new ArrayList<>();
        int at = 0;
        while (at < log.size()) {
            int end = Math.min(log.size(), at + 1 + cuts.nextInt(8));
            batches.add(log.subList(at, end));
            at = end;
        }
        return batches;
    }

    private static List<ConsumerRecord<byte[], byte[]>> summaries(long seed) {
        RandomRows random = new RandomRows(seed, 5);
        List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            AccountKey account = random.account();
            log.add(record(TopicCatalogue.SIDE_EFFECTS, i, account.text(), random.sideEffects(account)));
            log.add(record(TopicCatalogue.SATISFACTION, i, account.text(), random.satisfaction(account)));
            log.add(record(TopicCatalogue.CLINICS, i, "any", random.clinic()));
        }
        return log;
    }

    /** Events of one topic each, some of them twice, some erased. */
    private static List<ConsumerRecord<byte[], byte[]>> facts(List<SpecificRecord> events, Random random) {
        List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
        for (SpecificRecord event : events) {
            EventHeader header = EventHeader.of(event);
            String topic = CLINIC_TOPICS.get(header.kind().ordinal());
            log.add(record(topic, log.size(), header.recordKey().text(), event));
            if (random.nextInt(4) == 0) {
                ConsumerRecord<byte[], byte[]> earlier = log.get(random.nextInt(log.size()));
                log.add(record(
                        earlier.topic(), log.size(), earlier.key(), random.nextBoolean() ? earlier.value() : null));
            }
        }
        return log;
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic, long offset, String key, SpecificRecord value) {
        return record(
                topic,
                offset,
                key.getBytes(StandardCharsets.UTF_8),
                new SingleObjectEncoder<SpecificRecord>(value.getSchema()).encode(value));
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic, long offset, byte[] key, byte[] value) {
        return new ConsumerRecord<>(
                topic,
                0,
                offset,
                APPENDED_AT,
                TimestampType.LOG_APPEND_TIME,
                key.length,
                value == null ? 0 : value.length,
                key,
                value,
                new RecordHeaders(),
                Optional.empty());
    }
}
