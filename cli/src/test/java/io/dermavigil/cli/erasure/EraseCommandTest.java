package io.dermavigil.cli.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dermavigil.broker.LoopbackPorts;
import io.dermavigil.cli.CommandRun;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.reading.TestBroker;
import io.dermavigil.cli.reconcile.ClinicLog;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.ingest.pseudonyms.KeyFile;
import io.dermavigil.ingest.pseudonyms.PseudonymKey;
import io.dermavigil.ingest.pseudonyms.Pseudonyms;
import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.intake.RawRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker, with the job away. */
class EraseCommandTest {

    private static final ConfigResource SESSIONS = new ConfigResource(ConfigResource.Type.TOPIC, "clinic.sessions");

    @TempDir
    static Path data;

    @TempDir
    Path files;

    private static TestBroker stack;

    @BeforeAll
    static void start() {
        stack = TestBroker.start(data);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    /** The job that is away may come back with the patient in its state: it must find the tombstones then. */
    @Test
    void keepsTombstonesForAJobThatIsAwayAndIsFinishedByAnotherErasure() throws Exception {
        String patient = pseudonym("leaving");
        ClinicLog log = new ClinicLog();
        log.session(patient, "s1", "2024-03-01");
        log.session(patient, "s2", "2024-03-01");
        log.session("staying", "s1", "2024-03-01");
        send(log.records());
        Path receipt = files.resolve("receipt.json");

        CommandRun dry = run("--patient", patient, "--dry-run");
        assertThat(dry.code()).isEqualTo(ExitCode.OK);
        assertThat(dry.out()).isEqualTo("clinic.sessions 2\n");

        CommandRun waiting = run("--patient", patient, "--yes", "--receipt", receipt.toString(), "--timeout", "1");
        assertThat(waiting.code()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(waiting.err())
                .contains("the job outcomes has not passed them")
                .contains("--ended-job outcomes");
        assertThat(receipt).doesNotExist();

        // one that runs out of time while it waits for compaction leaves the settings as they were
        CommandRun late = run(
                "--patient",
                patient,
                "--yes",
                "--receipt",
                receipt.toString(),
                "--timeout",
                "1",
                "--ended-job",
                "outcomes");
        assertThat(late.code()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(late.err()).contains("compaction has not removed it yet").doesNotContain(patient);
        assertThat(overrides()).isEmpty();
        assertThat(receipt).doesNotExist();

        // and one that was killed then
        alter(Map.of(
                "segment.ms", "1000",
                "min.cleanable.dirty.ratio", "0.0",
                "min.compaction.lag.ms", "0",
                "delete.retention.ms", "0",
                "file.delete.delay.ms", "0"));
        Path unfinished = files.resolve("receipt.json.unfinished");
        ObjectNode note = (ObjectNode) new ObjectMapper().readTree(unfinished.toFile());
        assertThat(note.path("settings")).isEmpty();
        note.putObject("settings").putObject("clinic.sessions").put("segment.ms", "86400000");
        Files.writeString(unfinished, note.toString());

        CommandRun done =
                run("--patient", patient, "--yes", "--receipt", receipt.toString(), "--ended-job", "outcomes");
        assertThat(done.code()).as(done.err()).isEqualTo(ExitCode.OK);
        assertThat(overrides()).containsExactlyEntriesOf(Map.of("segment.ms", "86400000"));
        assertThat(unfinished).doesNotExist();
        assertThat(SegmentFiles.segmentsHolding(data, patient)).isEmpty();
        assertThat(SegmentFiles.holding(data, patient)).isEmpty();
        assertThat(SegmentFiles.segmentsHolding(data, "staying")).isNotEmpty();
        assertThat(dry.err() + waiting.err() + done.err() + done.out()).doesNotContain(patient);
        JsonNode said = new ObjectMapper().readTree(receipt.toFile());
        assertThat(said.at("/patients/0").asText()).isEqualTo(new Pseudonym(patient).sha256());
        assertThat(said.at("/erased/clinic.sessions").asLong()).isEqualTo(2);
        assertThat(said.at("/notVerified").toString())
                .contains("outcomes", "savepoints", "incremental", "earlier id", "working files of the task managers");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(receipt)))
                .isEqualTo("rw-------");
    }

    @Test
    void givesAReceiptForAPatientWhomNobodyKnows() throws Exception {
        Path receipt = files.resolve("receipt.json");
        CommandRun run = run("--patient", pseudonym("unknown"), "--yes", "--receipt", receipt.toString());
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.err()).contains("no topic held anything of these patients");
        JsonNode said = new ObjectMapper().readTree(receipt.toFile());
        assertThat(said.path("erased")).isEmpty();
        assertThat(said.has("store")).isFalse();
        assertThat(said.path("notVerified").toString()).contains("none was examined");
        CommandRun again = run("--patient", pseudonym("unknown"), "--yes", "--receipt", receipt.toString());
        assertThat(again.code()).isEqualTo(ExitCode.FAILED);
        assertThat(again.err()).contains("exists already");
    }

    @Test
    void changesNothingWhenTheStoreIsNotReached() throws Exception {
        String patient = pseudonym("stored");
        ClinicLog log = new ClinicLog();
        log.session(patient, "s1", "2024-03-01");
        send(log.records());
        Path receipt = files.resolve("receipt.json");
        CommandRun run = run(
                "--patient",
                patient,
                "--yes",
                "--receipt",
                receipt.toString(),
                "--ended-job",
                "outcomes",
                "--store",
                "jdbc:postgresql://127.0.0.1:" + LoopbackPorts.anyFree() + "/dermavigil",
                "--store-user",
                "owner");
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.STACK_UNREACHABLE);
        assertThat(run.err()).contains("An erasure must look into the store").doesNotContain(patient);
        assertThat(receipt).doesNotExist();
        assertThat(run("--patient", patient, "--dry-run").out()).isEqualTo("clinic.sessions 1\n");
    }

    @Test
    void saysWhatItMustNotErase() throws Exception {
        String patient = pseudonym("mentioned");
        ClinicLog log = new ClinicLog();
        SessionRecorded another = log.session("another", patient, "2024-03-01");
        byte[] key = EventHeader.of(another).recordKey().bytes();
        send(log.records());
        CommandRun run = run(
                "--patient",
                patient,
                "--yes",
                "--receipt",
                files.resolve("receipt.json").toString(),
                "--ended-job",
                "outcomes");
        assertThat(run.code()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(run.err())
                .contains("1 records remain, and there is no receipt")
                .containsPattern("clinic.sessions:[0-3]:[0-9]+: its key belongs to an event of another patient")
                .doesNotContain(patient);
        assertThat(SegmentFiles.segmentsHolding(data, new String(key, StandardCharsets.US_ASCII)))
                .isNotEmpty();
    }

    @Test
    void findsThePseudonymOfAnIdInAFile() throws Exception {
        KeyFile key = new KeyFile(files.resolve("chain.key"));
        key.create(PseudonymKey.random());
        PseudonymKey read = key.read().orElseThrow();
        ClinicLog log = new ClinicLog();
        log.session(new Pseudonyms(() -> read).of(Pseudonyms.PATIENT, "clinic-1", "4711"), "s1", "2024-03-01");
        send(log.records());
        Path ids = Files.writeString(files.resolve("ids.txt"), "\n 4711 \n0815\n");
        CommandRun run = run(
                "--ids-from",
                ids.toString(),
                "--id-domain",
                "clinic-1",
                "--key",
                key.path().toString(),
                "--dry-run");
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).isEqualTo("clinic.sessions 1\n");
        CommandRun elsewhere = run(
                "--ids-from",
                ids.toString(),
                "--id-domain",
                "clinic-2",
                "--key",
                key.path().toString(),
                "--dry-run");
        assertThat(elsewhere.out()).isEmpty();
        assertThat(elsewhere.err()).contains("no topic holds anything");
    }

    @Test
    void refusesWhatItCannotDo() throws Exception {
        assertThat(run("--dry-run").code()).isEqualTo(ExitCode.USAGE);
        assertThat(run("--patient", pseudonym("a"), "--yes").err()).contains("--receipt");
        assertThat(run("--patient", pseudonym("a"), "--receipt", "r").err()).contains("--yes: needed");
        assertThat(run("--ids-from", "ids.txt", "--dry-run").err()).contains("--id-domain belong together");
        Path wrong = Files.writeString(files.resolve("wrong.txt"), pseudonym("a") + "\nMax Mustermann\n");
        CommandRun run = run("--patients-from", wrong.toString(), "--dry-run");
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("wrong.txt:2: a pseudonym must match").doesNotContain("Mustermann");
    }

    private static CommandRun run(String... options) {
        List<String> all = new ArrayList<>(List.of("erase", "--grace", "1", "--bootstrap", stack.bootstrap()));
        all.addAll(List.of(options));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private static String pseudonym(String name) {
        return (name + "_".repeat(43)).substring(0, 43);
    }

    private static void send(List<RawRecord> records) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrap()), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (RawRecord record : records) {
                producer.send(new ProducerRecord<>(record.topic(), record.key(), record.value()))
                        .get();
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void alter(Map<String, String> settings) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) stack.bootstrap()))) {
            admin.incrementalAlterConfigs(Map.of(
                            SESSIONS,
                            settings.entrySet().stream()
                                    .map(entry -> new AlterConfigOp(
                                            new ConfigEntry(entry.getKey(), entry.getValue()),
                                            AlterConfigOp.OpType.SET))
                                    .toList()))
                    .all()
                    .get();
        }
    }

    /** What the topic itself says of the settings that an erasure changes. */
    private static Map<String, String> overrides() throws Exception {
        Map<String, String> found = new TreeMap<>();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) stack.bootstrap()))) {
            admin.describeConfigs(List.of(SESSIONS)).all().get().get(SESSIONS).entries().stream()
                    .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                    .filter(entry ->
                            entry.name().endsWith(".ms") || entry.name().contains("dirty"))
                    .forEach(entry -> found.put(entry.name(), entry.value()));
        }
        return found;
    }
}
