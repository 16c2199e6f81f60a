package io.dermavigil.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dermavigil.broker.LoopbackPorts;
import io.dermavigil.broker.Topics;
import io.dermavigil.cli.CommandRun;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.erasure.SegmentFiles;
import io.dermavigil.cli.reconcile.ClinicLog;
import io.dermavigil.events.ReactionType;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.jobs.outcomes.OutcomesConfig;
import io.dermavigil.jobs.outcomes.OutcomesJob;
import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.intake.RawRecord;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.serving.store.DirectConnections;
import io.dermavigil.serving.store.EmbeddedStoreAddress;
import io.dermavigil.serving.store.StoreConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: a patient in the log, compressed or not, in the rejects and in the state of the real job; and then not. */
class ErasureOnStackTest {

    private static final String LEAVING = "leaving-leaving-leaving-leaving-leaving-lea";
    private static final String STAYING = "staying-staying-staying-staying-staying-sta";
    private static final String OWN_TOPIC = "clinic.clinic-1.sessions";

    @TempDir
    private Path temp;

    @Test
    void leavesNothingOfAPatientAndEverythingOfTheOthers() throws Exception {
        DataFolder data = new DataFolder(temp.resolve("data"));
        StackOptions options =
                new StackOptions(data, LoopbackPorts.anyFree(), StateBackend.HEAP, false, StoreChoice.EMBEDDED);
        try (LocalStack stack = LocalStack.start(options, ErasureOnStackTest::outcomes, line -> {})) {
            stack.running().get(60, TimeUnit.SECONDS);
            String bootstrap = stack.file().bootstrap();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
                Topics.create(admin, TopicCatalogue.ofClinic("clinic-1"), (short) 1);
            }
            publish(bootstrap, "none", LEAVING);
            publish(bootstrap, "lz4", LEAVING);
            publish(bootstrap, "zstd", LEAVING);
            publish(bootstrap, "none", STAYING);
            awaitHeld(data);

            Path receipt = temp.resolve("receipt.json");
            CommandRun erased = run(data, "erase", "--patient", LEAVING, "--yes", "--receipt", receipt.toString());

            assertThat(erased.code()).as(erased.err()).isEqualTo(ExitCode.OK);
            assertThat(SegmentFiles.segmentsHolding(data.broker(), LEAVING)).isEmpty();
            assertThat(holding(data)).isEmpty();
            assertThat(factsOf(data, LEAVING)).isZero();
            assertThat(factsOf(data, STAYING)).isEqualTo(1);
            assertThat(SegmentFiles.segmentsHolding(data.broker(), STAYING)).hasSizeGreaterThanOrEqualTo(4);
            assertThat(erased.out() + erased.err() + Files.readString(receipt)).doesNotContain(LEAVING);
            JsonNode said = new ObjectMapper().readTree(receipt.toFile());
            assertThat(said.at("/erased/clinic.sessions").asInt()).isEqualTo(3 * 5);
            assertThat(said.at("/erased/clinic.reactions").asInt()).isEqualTo(3);
            assertThat(said.at("/erased/clinic.ratings").asInt()).isEqualTo(3 * 2);
            assertThat(said.at("/erased/" + OWN_TOPIC).asInt()).isEqualTo(3);
            assertThat(said.at("/erased/clinic.rejects").asInt()).isPositive();
            assertThat(said.at("/files/state").asInt()).isPositive();
            assertThat(said.at("/files/store").asInt()).isPositive();
            assertThat(said.at("/jobs/0").asText()).isEqualTo("outcomes");
            assertThat(said.at("/store/address").asText())
                    .isEqualTo(stack.file().store());
            assertThat(said.at("/store/rows/raw.session_facts").asInt()).isPositive();
            assertThat(said.at("/notVerified").toString()).contains("write-ahead log");
            missesATombstone(data);

            CommandRun reconciled = run(data, "reconcile");
            assertThat(reconciled.code())
                    .as(reconciled.out() + reconciled.err())
                    .isEqualTo(ExitCode.OK);
            assertThat(run(data, "summaries", "side-effects", "--by", "chain", "--output", "csv")
                            .out())
                    .containsPattern("(?m)^.*CLINIC,+2,1,");
            assertThat(run(data, "rejects", "list").out())
                    .contains("UNREADABLE")
                    .contains("INVALID");
        }
        // nor does the savepoint of the end hold anything
        assertThat(holding(data)).isEmpty();
    }

    /** As after tombstones that vanished before the store read them: the log has nothing, the store does. */
    private void missesATombstone(DataFolder data) {
        store(
                data,
                handle ->
                        handle.execute("CREATE TABLE raw.missed AS SELECT * FROM raw.rating_facts WHERE patient_key = '"
                                + STAYING + "'"));
        store(data, handle -> handle.execute("UPDATE raw.missed SET patient_key = ?", LEAVING));
        Path receipt = temp.resolve("second.json");
        CommandRun again = run(data, "erase", "--patient", LEAVING, "--yes", "--receipt", receipt.toString());
        assertThat(again.code()).as(again.err()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(again.err())
                .contains("still holds rows of the patients {raw.missed=1}")
                .contains("DELETE FROM raw.consumed")
                .doesNotContain(LEAVING);
        assertThat(receipt).doesNotExist();
        store(data, handle -> handle.execute("DROP TABLE raw.missed"));
    }

    /** Files that hold the patient, but for the store's write-ahead log, of which the receipt says it. */
    private static List<Path> holding(DataFolder data) {
        return SegmentFiles.holding(data.path(), LEAVING).stream()
                .filter(file -> !file.toString().contains("pg_wal"))
                .toList();
    }

    private static long factsOf(DataFolder data, String patient) {
        return store(
                data,
                handle -> handle.createQuery("SELECT count(*) FROM raw.session_facts WHERE patient_key = ? AND topic ="
                                + " 'clinic.sessions' AND revision = 2")
                        .bind(0, patient)
                        .mapTo(Long.class)
                        .one());
    }

    private static <T> T store(DataFolder data, Function<Handle, T> work) {
        StoreConfig config = EmbeddedStoreAddress.of(data.store()).orElseThrow();
        return new DirectConnections(config.jdbcUrl(), config.owner()).use(jdbi -> jdbi.withHandle(work::apply));
    }

    /** Two sessions that count, with earlier revisions, reactions, ratings, and everything that can go wrong with them. */
    private static void publish(String bootstrap, String compression, String patient) throws Exception {
        ClinicLog log = new ClinicLog();
        SessionRecorded first = log.session(patient, "s1" + compression, "2024-03-01");
        log.session(patient, "s1" + compression, "2024-03-02", builder -> builder.setRevision(2));
        SessionRecorded second = log.session(patient, "s2" + compression, "2024-03-02");
        log.addTo(OWN_TOPIC, first);
        log.reaction(patient, "s1" + compression, "r1", ReactionType.EDEMA, "2024-03-02");
        log.rating(patient, "s1" + compression, "o1", "2024-03-09", 4);
        log.rating(patient, "s1" + compression, "o2", "2024-03-09", 9);
        byte[] key = EventHeader.of(second).recordKey().bytes();
        byte[] value = log.records().get(2).value();
        log.addRaw("clinic.sessions", ("wrong " + patient).getBytes(StandardCharsets.US_ASCII), value);
        byte[] damaged = Arrays.copyOf(value, 70);
        log.addRaw("clinic.sessions", replaced(key, "s2" + compression, "s3" + compression), damaged);
        send(bootstrap, compression, log.records());
        // a tombstone of the clinic's own, of an event that was never there
        send(
                bootstrap,
                compression,
                List.of(new RawRecord("clinic.sessions", 0, 0, 0, replaced(key, "s2" + compression, "s9"), null)));
    }

    private static byte[] replaced(byte[] key, String part, String other) {
        return new String(key, StandardCharsets.US_ASCII).replace(part, other).getBytes(StandardCharsets.US_ASCII);
    }

    /** Otherwise the test would find nothing because nothing was there yet. */
    private static void awaitHeld(DataFolder data) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(SegmentFiles.holding(data.checkpoints(), LEAVING)).isNotEmpty();
            assertThat(factsOf(data, LEAVING)).isEqualTo(3);
            assertThat(SegmentFiles.segmentsHolding(data.broker(), LEAVING))
                    .anyMatch(file -> file.toString().contains("clinic.rejects-0"));
        });
        assertThat(SegmentFiles.holding(data.broker(), LEAVING)).isNotEmpty();
    }

    private static void send(String bootstrap, String compression, List<RawRecord> records) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "compression.type", compression, "linger.ms", 50),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (var sent : records.stream()
                    .map(record -> producer.send(new ProducerRecord<>(record.topic(), record.key(), record.value())))
                    .toList()) {
                sent.get();
            }
        }
    }

    private static void outcomes(StreamExecutionEnvironment env, String bootstrap) {
        OutcomesJob.define(
                env,
                OutcomesConfig.of(Map.of(
                        OutcomesConfig.KAFKA_PREFIX + "bootstrap.servers",
                        bootstrap,
                        OutcomesConfig.CHECKPOINT_INTERVAL,
                        "PT0.5S")));
    }

    private static CommandRun run(DataFolder data, String... args) {
        String[] all = Arrays.copyOf(args, args.length + 2);
        all[args.length] = "--data";
        all[args.length + 1] = data.path().toString();
        return CommandRun.of(all);
    }
}
