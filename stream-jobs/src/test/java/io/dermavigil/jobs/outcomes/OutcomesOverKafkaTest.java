package io.dermavigil.jobs.outcomes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dermavigil.broker.LocalBroker;
import io.dermavigil.broker.LocalBrokerConfig;
import io.dermavigil.broker.Topics;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.jobs.evidence.EvidenceFacts;
import io.dermavigil.jobs.oracle.BatchOracle;
import io.dermavigil.jobs.oracle.ClinicLog;
import io.dermavigil.jobs.oracle.EvidenceOracle;
import io.dermavigil.jobs.oracle.RowsAssert;
import io.dermavigil.pipeline.Reject;
import io.dermavigil.pipeline.RejectReason;
import io.dermavigil.safety.Baseline;
import io.dermavigil.schemas.events.ValidEvents;
import io.dermavigil.schemas.intake.RawRecord;
import io.dermavigil.schemas.safety.BaselineCell;
import io.dermavigil.schemas.safety.Baselines;
import io.dermavigil.schemas.topics.Generation;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.wire.SingleObjectEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The job as deployed, over a real broker, with task managers dying under it. */
class OutcomesOverKafkaTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    private LocalBroker broker;
    private OutcomesCluster cluster;
    private ClinicWriter clinics;
    private SummaryTopics summaries;

    @BeforeEach
    void start() throws Exception {
        broker = LocalBroker.start(LocalBrokerConfig.onAnyPort(folder.resolve("broker")));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            Topics.create(admin, TopicCatalogue.outcomes(), (short) 1);
            Topics.create(admin, TopicCatalogue.ofClinic("clinic-07"), (short) 1);
        }
        cluster = new OutcomesCluster(folder.resolve("state"));
        clinics = new ClinicWriter(broker.bootstrapServers());
        summaries = new SummaryTopics(broker.bootstrapServers(), Generation.FIRST);
    }

    @AfterEach
    void stop() throws Exception {
        clinics.close();
        cluster.close();
        broker.close();
    }

    /** The seed decides on the facts, their order and what dies when; it is part of the test's name. */
    static Stream<Arguments> histories() {
        return Stream.of(
                Arguments.of("hashmap", 20261123L),
                Arguments.of("rocksdb", new Random().nextLong()),
                Arguments.of("hashmap", new Random().nextLong()));
    }

    @ParameterizedTest(name = "state in {0}, seed {1}")
    @MethodSource("histories")
    void summariesAreThoseOfTheSetOfFactsWhateverDies(String stateBackend, long seed) throws Exception {
        Random random = new Random(seed);
        List<SpecificRecord> kept = events(1500, random);
        List<RawRecord> log = log(kept, events(100, random), random);
        JobID job = cluster.submit(stateBackend, null, options("PT0.3S"));
        publish(EvidenceFacts.baselines());

        int slices = 6;
        int move = 1 + random.nextInt(slices - 1);
        for (int slice = 0; slice < slices; slice++) {
            clinics.write(log.subList(log.size() * slice / slices, log.size() * (slice + 1) / slices));
            if (slice == move) {
                awaitCovered();
                Path savepoint = cluster.stopWithSavepoint(job);
                job = cluster.submit(stateBackend, savepoint, options("PT0.3S"));
            } else if (slice > 0 && random.nextInt(3) > 0) {
                cluster.killTaskManager(random);
            } else {
                awaitCovered();
            }
        }
        awaitCovered();

        RowsAssert.assertSame(summaries.rows(), BatchOracle.of(kept));
        assertThat(summaries.rejects()).isEmpty();
        // by now the job has read the baselines, which progress says nothing of, long ago
        assertThat(RowsAssert.json(EvidenceOracle.comparable(summaries.evidence())))
                .isEqualTo(RowsAssert.json(EvidenceOracle.of(kept, EvidenceFacts.baselines(), RulesVersion.CURRENT)));
        cluster.cancel(job);
    }

    private void publish(Baselines baselines) throws Exception {
        SingleObjectEncoder<Baseline> encoder = new SingleObjectEncoder<>(Baseline.getClassSchema());
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (Baseline baseline : baselines.all()) {
                byte[] key = BaselineCell.of(baseline).text().getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(TopicCatalogue.BASELINES, key, encoder.encode(baseline)))
                        .get();
            }
        }
    }

    @Test
    void everyBadRecordEndsInTheRejectsAndItsNeighboursAreCounted() throws Exception {
        Random random = new Random(7);
        List<SpecificRecord> kept = events(40, random);
        List<RawRecord> good =
                new ArrayList<>(kept.stream().map(ClinicLog::published).toList());
        RawRecord any = good.get(0);
        byte[] truncated = Arrays.copyOf(any.value(), any.value().length / 2);
        byte[] otherSchema = any.value().clone();
        otherSchema[4] ^= 1;
        byte[] huge = new byte[2 << 20];
        SessionRecorded session = kept.stream()
                .filter(SessionRecorded.class::isInstance)
                .map(SessionRecorded.class::cast)
                .findFirst()
                .orElseThrow();
        SessionRecorded foreign =
                SessionRecorded.newBuilder(session).setClinicId("clinic-b").build();
        RawRecord impersonation = ClinicLog.published(foreign);
        Map<RejectReason, RawRecord> bad = Map.of(
                RejectReason.UNREADABLE, with(any, any.topic(), truncated),
                RejectReason.UNKNOWN_SCHEMA, with(any, any.topic(), otherSchema),
                RejectReason.OVERSIZED, with(any, any.topic(), huge),
                RejectReason.IMPERSONATION, with(impersonation, "clinic.clinic-07.sessions", impersonation.value()),
                RejectReason.INVALID, new RawRecord(any.topic(), 0, 0, 0, new byte[] {1}, any.value()));
        List<RawRecord> log = new ArrayList<>(good);
        bad.values().forEach(record -> log.add(random.nextInt(log.size()), record));

        JobID job = cluster.submit("hashmap", null, options("PT0.3S"));
        clinics.write(log);
        clinics.write(List.of(with(any, any.topic(), new byte[0])));
        awaitCovered();

        List<Reject> rejects = summaries.rejects();
        assertThat(rejects)
                .extracting(Reject::getReason)
                .containsExactlyInAnyOrder(
                        RejectReason.UNREADABLE,
                        RejectReason.UNREADABLE,
                        RejectReason.UNKNOWN_SCHEMA,
                        RejectReason.OVERSIZED,
                        RejectReason.IMPERSONATION,
                        RejectReason.INVALID);
        for (Reject reject : rejects) {
            if (reject.getReason() == RejectReason.OVERSIZED) {
                assertThat(reject.getValue().remaining()).isEqualTo(64 << 10);
                assertThat(reject.getValueSize()).isEqualTo(huge.length);
                assertThat(reject.getValueSha256()).hasSize(64);
            } else if (reject.getValueSize() > 0) {
                assertThat(reject.getValue().array())
                        .isEqualTo(bad.get(reject.getReason()).value());
            }
        }
        assertThat(summaries.clinics().get("clinic-07").getRejected()).containsEntry("IMPERSONATION", 1L);
        RowsAssert.assertSame(summaries.rows(), BatchOracle.of(kept));
        cluster.cancel(job);
    }

    @Test
    void stateOfOtherRulesIsRefusedWithAWayOut() throws Exception {
        clinics.write(
                events(20, new Random(1)).stream().map(ClinicLog::published).toList());
        JobID job = cluster.submit("hashmap", null, options("PT0.3S"));
        awaitCovered();
        Path savepoint = cluster.stopWithSavepoint(job);

        JobID refused = cluster.submit("hashmap", savepoint, options("PT0.3S"), "counting-0");

        assertThat(cluster.result(refused).get().getSerializedThrowable())
                .hasValueSatisfying(failure -> assertThat(failure.getFullStringifiedStackTrace())
                        .contains("The state was posted under the rules " + RulesVersion.CURRENT)
                        .contains("this job counts under counting-0")
                        .contains("docs/upgrades.md"));
    }

    @Test
    void otherRulesReplayBesideTheRunningJob() throws Exception {
        Generation next = Generation.FIRST.next();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            Topics.create(admin, next.topics(), (short) 1);
        }
        List<SpecificRecord> kept = events(300, new Random(5));
        List<RawRecord> log = kept.stream().map(ClinicLog::published).toList();
        JobID running = cluster.submit("hashmap", null, options("PT0.3S"));
        clinics.write(log.subList(0, 200));
        awaitCovered();

        Map<String, String> options = options("PT0.3S");
        options.put(OutcomesConfig.GENERATION, "2");
        JobID replay = cluster.submit("hashmap", null, options, "counting-3");
        clinics.write(log.subList(200, 300));
        awaitCovered();
        SummaryTopics replayed = new SummaryTopics(broker.bootstrapServers(), next);
        awaitCoveredBy(replayed);

        RowsAssert.assertSame(summaries.rows(), BatchOracle.of(kept));
        RowsAssert.assertSame(replayed.rows(), BatchOracle.of(kept));
        assertThat(replayed.rejects()).isEmpty();
        cluster.cancel(running);
        cluster.cancel(replay);
    }

    private void awaitCovered() {
        awaitCoveredBy(summaries);
    }

    private void awaitCoveredBy(SummaryTopics summaries) {
        await().atMost(PATIENCE).until(() -> clinics.isCoveredBy(summaries.progress()));
    }

    private Map<String, String> options(String checkpointInterval) {
        return new HashMap<>(Map.of(
                "kafka.bootstrap.servers",
                broker.bootstrapServers(),
                "checkpoint-interval",
                checkpointInterval,
                "transaction-timeout",
                "PT1M"));
    }

    private static List<SpecificRecord> events(int number, Random random) {
        List<SpecificRecord> events = new ArrayList<>();
        JqwikSession.run(() -> {
            RandomGenerator<SpecificRecord> generator = ValidEvents.any().generator(1000);
            for (int i = 0; i < number; i++) {
                events.add(EvidenceFacts.close(generator.next(random).value()));
            }
        });
        return events;
    }

    /** Shuffled, an event in five again later, and the erased ones with their tombstones behind them. */
    private static List<RawRecord> log(List<SpecificRecord> kept, List<SpecificRecord> erased, Random random) {
        List<RawRecord> log =
                new ArrayList<>(kept.stream().map(ClinicLog::published).toList());
        Set<String> keys = new HashSet<>();
        log.forEach(record -> keys.add(Arrays.toString(record.key())));
        List<RawRecord> doomed = new ArrayList<>();
        for (SpecificRecord event : erased) {
            RawRecord record = ClinicLog.published(event);
            if (keys.add(Arrays.toString(record.key()))) {
                doomed.add(record);
            }
        }
        log.addAll(doomed);
        for (int i = log.size() / 5; i > 0; i--) {
            log.add(log.get(random.nextInt(log.size())));
        }
        Collections.shuffle(log, random);
        doomed.forEach(record -> log.add(ClinicLog.erased(record)));
        return log;
    }

    private static RawRecord with(RawRecord record, String topic, byte[] value) {
        return new RawRecord(topic, 0, 0, 0, record.key(), value);
    }
}
