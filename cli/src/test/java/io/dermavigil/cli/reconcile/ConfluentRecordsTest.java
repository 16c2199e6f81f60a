package io.dermavigil.cli.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.cli.CommandRun;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.reading.Broker;
import io.dermavigil.cli.reading.Connection;
import io.dermavigil.cli.reading.LogReader;
import io.dermavigil.cli.reading.TestBroker;
import io.dermavigil.pipeline.PipelineProgress;
import io.dermavigil.pipeline.Reject;
import io.dermavigil.schemas.events.EventKind;
import io.dermavigil.schemas.intake.Intake;
import io.dermavigil.schemas.intake.RawRecord;
import io.dermavigil.schemas.intake.RecordIntake;
import io.dermavigil.schemas.registry.RegistryConfig;
import io.dermavigil.schemas.registry.SchemaRegistry;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.wire.ConfluentEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Commands on a stack whose events and summaries are in Confluent framing; each test takes it a step further. */
@TestMethodOrder(OrderAnnotation.class)
@SuppressWarnings("FutureReturnValueIgnored") // the commit fails when a send did
class ConfluentRecordsTest {

    private static final String REJECT = "clinic.sessions:0:0";

    @TempDir
    static Path data;

    @TempDir
    static Path scratch;

    private static final Map<String, Integer> IDS = new HashMap<>();

    private static TestBroker stack;
    private static RegistryInMemory registry;
    private static List<RawRecord> published;

    @BeforeAll
    static void start() throws Exception {
        stack = TestBroker.start(data);
        registry = new RegistryInMemory();
    }

    @AfterAll
    static void stop() {
        registry.close();
        stack.close();
    }

    @Test
    @Order(1)
    void publishingNeedsARegistryForIt() {
        CommandRun ran = CommandRun.of("simulate", "--bootstrap", stack.bootstrap(), "--framing", "confluent");
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("--framing confluent needs --registry URL");

        CommandRun unknown = CommandRun.of("simulate", "--bootstrap", stack.bootstrap(), "--framing", "json");
        assertThat(unknown.code()).isEqualTo(ExitCode.USAGE);
        assertThat(unknown.err()).contains("must be single-object or confluent");
    }

    @Test
    @Order(2)
    void eventsArePublishedInIt() {
        CommandRun ran = run(
                "simulate", "--sessions", "120", "--seed", "3", "--framing", "confluent", "--registry", registry.url());
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.OK);

        published = read(
                Arrays.stream(EventKind.values()).map(EventKind::sharedTopic).toList());
        assertThat(published).hasSizeGreaterThan(120).allMatch(record -> record.value()[0] == 0);
        assertThat(registry.held())
                .contains("clinic.sessions-value FULL_TRANSITIVE", "clinic.ratings-value FULL_TRANSITIVE");
        writeProgress();
    }

    @Test
    @Order(3)
    void reconcileReadsThemWithTheRegistryAndSaysWhatItMissesWithoutOne() {
        CommandRun with = reconcile("--registry", registry.url());
        assertThat(with.code()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(with.out()).contains("absent").contains("CHAIN|ALL|CLINIC|||||");

        CommandRun without = reconcile();
        assertThat(without.code()).isEqualTo(ExitCode.OK);
        assertThat(without.err())
                .contains("warning: " + published.size() + " records are in Confluent framing and could not be read"
                        + " without a registry");
    }

    @Test
    @Order(4)
    void summariesInItAgree() {
        NaiveOracle oracle = new NaiveOracle(inSingleObjectEncoding());
        try (Producer<byte[], byte[]> producer = stack.beginTransaction()) {
            oracle.sideEffects().forEach((key, row) -> producer.send(row(TopicCatalogue.SIDE_EFFECTS, key, row)));
            oracle.satisfaction().forEach((key, row) -> producer.send(row(TopicCatalogue.SATISFACTION, key, row)));
            oracle.clinics().forEach((key, row) -> producer.send(row(TopicCatalogue.CLINICS, key, row)));
            producer.commitTransaction();
        }

        CommandRun ran = reconcile("--registry", registry.url());
        assertThat(ran.code()).as(ran.out()).isEqualTo(ExitCode.OK);
        assertThat(ran.out()).contains(oracle.sideEffects().size() + " accounts recomputed from ");
    }

    @Test
    @Order(5)
    void summariesArePrintedWithTheRegistry() {
        CommandRun with =
                run("summaries", "side-effects", "--by", "chain", "--output", "json", "--registry", registry.url());
        assertThat(with.code()).as(with.err()).isEqualTo(ExitCode.OK);
        assertThat(with.out()).contains("\"grouping\":\"CHAIN\"");

        CommandRun without = run("summaries", "side-effects");
        assertThat(without.code()).isEqualTo(ExitCode.FAILED);
        assertThat(without.err()).contains("is in Confluent framing, but no schema registry is configured here");
    }

    @Test
    @Order(5)
    void theDoctorReadsThemWithTheRegistry() {
        CommandRun with = run("doctor", "--watch", "0", "--registry", registry.url());
        assertThat(with.out())
                .contains("ok    registry", "answers")
                .containsPattern("ok +rejects +\\d+ records so far")
                .doesNotContain("fail  stack");

        CommandRun without = run("doctor", "--watch", "0");
        assertThat(without.code()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(without.out()).containsPattern("fail +stack +summary.clinics holds a row .* --registry is needed");
    }

    @Test
    @Order(6)
    void aRejectInItIsShownAndReplayed() {
        RawRecord first = published.stream()
                .filter(r -> r.topic().equals("clinic.sessions"))
                .findFirst()
                .orElseThrow();
        RawRecord record = new RawRecord(first.topic(), 0, 0, first.timestamp(), first.key(), first.value());
        Reject reject = ((Intake.Rejected) new RecordIntake().take(record)).reject();
        try (Producer<byte[], byte[]> producer = stack.beginTransaction()) {
            producer.send(TestBroker.row(TopicCatalogue.REJECTS, record.topic(), reject));
            producer.commitTransaction();
        }

        assertThat(run("rejects", "show", REJECT).out()).containsPattern("decodable +no");
        assertThat(run("rejects", "show", REJECT, "--registry", registry.url()).out())
                .containsPattern("decodable +yes");
        assertThat(run("rejects", "replay", REJECT).err())
                .contains("will be rejected again: UNKNOWN_SCHEMA")
                .contains("1 record published again.");
        CommandRun replayed = run("rejects", "replay", REJECT, "--registry", registry.url());
        assertThat(replayed.code()).isEqualTo(ExitCode.OK);
        assertThat(replayed.err()).doesNotContain("warning").contains("1 record published again.");
    }

    @Test
    @Order(7)
    void aRegistryThatIsGoneIsSaidSo() throws Exception {
        String url = registry.url();
        registry.close();
        Path config = Files.writeString(
                scratch.resolve("registry.properties"), "registry.url=" + url + "\nregistry.timeout=PT1S\n");

        CommandRun ran = reconcile("--registry-config", config.toString());

        assertThat(ran.code()).isEqualTo(ExitCode.STACK_UNREACHABLE);
        assertThat(ran.err()).contains("dermavigil: the schema registry at " + url + " cannot be asked");
    }

    private static CommandRun reconcile(String... options) {
        List<String> line = new ArrayList<>(List.of("reconcile", "--scratch", scratch.toString()));
        line.addAll(List.of(options));
        return run(line.toArray(String[]::new));
    }

    private static CommandRun run(String... line) {
        List<String> all = new ArrayList<>(List.of(line));
        all.addAll(List.of("--bootstrap", stack.bootstrap()));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private static List<RawRecord> read(List<String> topics) {
        List<RawRecord> records = new ArrayList<>();
        try (Broker broker = new Broker(Connection.plain(stack.bootstrap()))) {
            new LogReader(broker, LogReader.PATIENCE)
                    .read(
                            broker.ends(topics),
                            r -> records.add(new RawRecord(
                                    r.topic(), r.partition(), r.offset(), r.timestamp(), r.key(), r.value())));
        }
        return records;
    }

    private static void writeProgress() {
        Map<TopicPartition, Long> ends = new HashMap<>();
        published.forEach(r -> ends.merge(new TopicPartition(r.topic(), r.partition()), r.offset() + 1, Math::max));
        try (Producer<byte[], byte[]> producer = stack.beginTransaction()) {
            ends.forEach((at, offset) -> producer.send(TestBroker.row(
                    TopicCatalogue.PROGRESS,
                    "outcomes|" + at,
                    new PipelineProgress("outcomes", at.topic(), at.partition(), offset, "1", Instant.now()))));
            producer.commitTransaction();
        }
    }

    /** The same events as the oracle reads them, which knows no registry: body behind the other header. */
    private static List<RawRecord> inSingleObjectEncoding() {
        return published.stream()
                .map(r -> new RawRecord(r.topic(), r.partition(), r.offset(), r.timestamp(), r.key(), singleObject(r)))
                .toList();
    }

    private static byte[] singleObject(RawRecord record) {
        try {
            EventKind kind = Arrays.stream(EventKind.values())
                    .filter(k -> k.sharedTopic().equals(record.topic()))
                    .findFirst()
                    .orElseThrow();
            byte[] header = SchemaNormalization.parsingFingerprint("CRC-64-AVRO", kind.schema());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(new byte[] {(byte) 0xC3, 1});
            out.write(header);
            out.write(record.value(), 5, record.value().length - 5);
            return out.toByteArray();
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static ProducerRecord<byte[], byte[]> row(String topic, String key, SpecificRecord row) {
        int id = IDS.computeIfAbsent(
                topic, t -> new SchemaRegistry(RegistryConfig.of(registry.url())).register(t, row.getSchema()));
        byte[] value = new ConfluentEncoder<>(row.getSchema(), id).encode(row);
        return new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
    }
}
