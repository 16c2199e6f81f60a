package io.dermavigil.cli.rejects;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dermavigil.cli.Dermavigil;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.reading.Broker;
import io.dermavigil.cli.reading.Connection;
import io.dermavigil.cli.reading.LogReader;
import io.dermavigil.cli.reading.TestBroker;
import io.dermavigil.cli.reconcile.ClinicLog;
import io.dermavigil.events.ReactionReported;
import io.dermavigil.events.ReactionType;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.pipeline.Reject;
import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.events.EventIds;
import io.dermavigil.schemas.events.EventKind;
import io.dermavigil.schemas.intake.Intake;
import io.dermavigil.schemas.intake.RawRecord;
import io.dermavigil.schemas.intake.RecordIntake;
import io.dermavigil.schemas.intake.RejectKey;
import io.dermavigil.schemas.json.AvroJson;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.wire.SingleObjectDecoder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@SuppressWarnings("FutureReturnValueIgnored") // the commit fails when a send did
class RejectsCommandTest {

    private static final String PATIENT = "patient-1";

    @TempDir
    static Path data;

    @TempDir
    Path files;

    private static final ClinicLog LOG = new ClinicLog();
    private static final ReactionReported WRONG_GRADE =
            LOG.reaction(PATIENT, "s1", "r1", ReactionType.EDEMA, "2024-03-02", b -> b.setGrade(9));
    private static final SessionRecorded OVERSIZED = LOG.session(PATIENT, "s1", "2024-03-01");
    private static final SessionRecorded LOST_KEY = LOG.session(PATIENT, "s2", "2024-03-01");
    private static final SessionRecorded OF_ANOTHER =
            LOG.session(PATIENT, "s1", "2024-03-01", b -> b.setClinicId("clinic-2"));
    private static final String GRADE_ID = "clinic.reactions:0:0";
    private static final String OVERSIZED_ID = "clinic.sessions:0:7";
    private static final String NO_EVENT_ID = "clinic.ratings:0:8";
    private static final String IMPERSONATION_ID = "clinic.clinic-1.sessions:0:9";

    private static TestBroker stack;

    private record Ran(int exitCode, String out, String err) {}

    @BeforeAll
    static void start() {
        stack = TestBroker.start(data);
        byte[] key = EventHeader.of(OVERSIZED).recordKey().bytes();
        byte[] junk = "junk".getBytes(StandardCharsets.UTF_8);
        RawRecord invalid = LOG.records().get(0);
        RawRecord another = LOG.records().get(3);
        List<RawRecord> records = List.of(
                invalid,
                new RawRecord("clinic.sessions", 0, 7, invalid.timestamp(), key, new byte[2 << 20]),
                new RawRecord("clinic.ratings", 0, 8, invalid.timestamp(), junk, junk),
                new RawRecord("clinic.clinic-1.sessions", 0, 9, invalid.timestamp(), another.key(), another.value()));
        try (Producer<byte[], byte[]> producer = stack.beginTransaction()) {
            for (RawRecord record : records) {
                Reject reject = ((Intake.Rejected) new RecordIntake().take(record)).reject();
                producer.send(TestBroker.row(
                        TopicCatalogue.REJECTS, RejectKey.of(record).text(), reject));
            }
            producer.commitTransaction();
        }
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void listsReasonsAndNeverContent() {
        Ran ran = run("list");
        assertThat(ran.exitCode).isEqualTo(ExitCode.OK);
        assertThat(ran.out.lines())
                .hasSize(5)
                .anySatisfy(
                        line -> assertThat(line).matches(GRADE_ID + " +INVALID +clinic-1 .* grade: must be 1\\.\\.5"))
                .anySatisfy(line -> assertThat(line).matches(OVERSIZED_ID + " +OVERSIZED +clinic-1 .* 2097152 .*"))
                .anySatisfy(line -> assertThat(line).matches(NO_EVENT_ID + " +UNREADABLE +- .*"))
                .anySatisfy(line -> assertThat(line).matches(IMPERSONATION_ID + " +IMPERSONATION +clinic-1 .*"));
        assertThat(run("list", "--output", "csv").out)
                .startsWith("id,reason,detail,stage,clinicId,schemaFingerprint,timestamp,valueSize,valueSha256\n")
                .contains(GRADE_ID + ",INVALID,grade: must be 1..5,VALIDATE,clinic-1,,2024-11-01T00:00:00Z,");
        for (String form : List.of("table", "json", "csv")) {
            assertThat(run("list", "--output", form).out).contains(GRADE_ID).doesNotContain(PATIENT);
        }
    }

    @Test
    void filtersByReasonAndClinic() throws Exception {
        String json = run("list", "--reason", "UNREADABLE", "--output", "json").out;
        assertThat(json.lines()).hasSize(1);
        JsonNode reject = new ObjectMapper().readTree(json);
        assertThat(reject.path("id").asText()).isEqualTo(NO_EVENT_ID);
        assertThat(reject.has("key") || reject.has("value")).isFalse();
        assertThat(run("list", "--clinic", "clinic-1").out.lines()).hasSize(4);
        assertThat(run("list", "--clinic", "clinic-9").err).contains("No rejects.");
    }

    @Test
    void showsOneAndWritesItsContentForItsOwnerOnly() throws Exception {
        Path value = files.resolve("value");
        Path event = files.resolve("event.ndjson");
        Ran ran = run("show", GRADE_ID, "--value", value.toString(), "--event", event.toString());
        assertThat(ran.exitCode).as(ran.err).isEqualTo(ExitCode.OK);
        assertThat(ran.out)
                .contains("grade: must be 1..5")
                .containsPattern("decodable +yes")
                .doesNotContain(PATIENT);
        assertThat(Files.readAllBytes(value)).isEqualTo(LOG.records().get(0).value());
        assertThat(new ObjectMapper().readTree(event.toFile()))
                .isEqualTo(
                        new ObjectMapper().readTree(AvroJson.write(WRONG_GRADE).toString()));
        for (Path file : List.of(value, event)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        Ran again = run("show", GRADE_ID, "--value", value.toString());
        assertThat(again.exitCode).isEqualTo(ExitCode.FAILED);
        assertThat(again.err).contains("exists already");
        assertThat(run("show", OVERSIZED_ID).out).contains("2097152, only the beginning is kept");
        assertThat(run("show", NO_EVENT_ID, "--event", files.resolve("none").toString()).err)
                .contains("cannot be decoded");
    }

    @Test
    void replaysTheOriginalBytes() {
        Ran ran = run("replay", IMPERSONATION_ID);
        assertThat(ran.exitCode).as(ran.err).isEqualTo(ExitCode.OK);
        assertThat(ran.err)
                .contains("warning: " + IMPERSONATION_ID + " will be rejected again: IMPERSONATION")
                .contains("1 record published again.");
        assertThat(records("clinic.clinic-1.sessions")).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo(LOG.records().get(3).key());
            assertThat(record.value()).isEqualTo(LOG.records().get(3).value());
            assertThat(record.headers().lastHeader("ce_id").value())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo(EventIds.toUuid(OF_ANOTHER.getEventId()).toString());
        });
    }

    @Test
    void replaysRepairedEventsUnderTheirEventId() throws Exception {
        ReactionReported repaired =
                ReactionReported.newBuilder(WRONG_GRADE).setGrade(2).build();
        Path file = files.resolve("repair.ndjson");
        Files.writeString(file, AvroJson.write(OVERSIZED) + "\n\n" + AvroJson.write(repaired) + "\n");

        Ran ran = run("replay", GRADE_ID, OVERSIZED_ID, "--from", file.toString());

        assertThat(ran.exitCode).as(ran.err).isEqualTo(ExitCode.OK);
        assertThat(ran.err).contains("2 records published again.");
        assertThat(records("clinic.reactions")).singleElement().satisfies(record -> {
            assertThat(record.key())
                    .isEqualTo(EventHeader.of(WRONG_GRADE).recordKey().bytes());
            assertThat(new SingleObjectDecoder<ReactionReported>(EventKind.REACTION.schema()).decode(record.value()))
                    .isEqualTo(repaired);
        });
        assertThat(records("clinic.sessions"))
                .singleElement()
                .satisfies(record -> assertThat(new SingleObjectDecoder<SessionRecorded>(EventKind.SESSION.schema())
                                .decode(record.value()))
                        .isEqualTo(OVERSIZED));
    }

    @Test
    void saysEverythingThatIsWrongWithARepairAndPublishesNothing() throws Exception {
        Path file = files.resolve("repair.ndjson");
        Files.writeString(
                file,
                "no json " + PATIENT + "\n" + AvroJson.write(WRONG_GRADE) + "\n" + AvroJson.write(LOST_KEY) + "\n");
        int before = records("clinic.ratings").size();

        Ran ran = run("replay", GRADE_ID, OVERSIZED_ID, NO_EVENT_ID, "--from", file.toString());

        assertThat(ran.exitCode).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err)
                .contains("nothing was published")
                .contains(file + ":1: line: must be a JSON object")
                .contains(file + ":2: grade: must be 1..5")
                .contains(file + ":3: eventId: must be the eventId of one of the rejects named")
                .contains(file + ": has no event for " + OVERSIZED_ID)
                .contains(NO_EVENT_ID + ": neither value nor key tells its eventId")
                .doesNotContain(PATIENT);
        assertThat(records("clinic.ratings")).hasSize(before);
    }

    @Test
    void refusesWhatItCannotReplay() {
        Ran cut = run("replay", OVERSIZED_ID);
        assertThat(cut.exitCode).isEqualTo(ExitCode.FAILED);
        assertThat(cut.err).contains("only the beginning is kept").contains("--from FILE");
        Ran unknown = run("replay", GRADE_ID, "clinic.sessions:0:999");
        assertThat(unknown.exitCode).isEqualTo(ExitCode.FAILED);
        assertThat(unknown.err).contains("no such reject: clinic.sessions:0:999");
        assertThat(run("show", "nonsense").exitCode).isEqualTo(ExitCode.USAGE);
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (Broker broker = new Broker(Connection.plain(stack.bootstrap()))) {
            new LogReader(broker, LogReader.PATIENCE).read(broker.ends(List.of(topic)), records::add);
        }
        return records;
    }

    private static Ran run(String command, String... options) {
        List<String> line = new ArrayList<>(List.of("rejects", command, "--bootstrap", stack.bootstrap()));
        line.addAll(List.of(options));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine =
                Dermavigil.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exitCode = commandLine.execute(line.toArray(String[]::new));
        return new Ran(exitCode, out.toString(), err.toString());
    }
}
