package io.dermavigil.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.cli.Dermavigil;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.reading.Broker;
import io.dermavigil.cli.reading.Connection;
import io.dermavigil.cli.reading.TestBroker;
import io.dermavigil.pipeline.PipelineProgress;
import io.dermavigil.schemas.topics.TopicCatalogue;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PublishCommandTest {

    private static final Path CDISC = Path.of("..", "examples", "cdisc-pilot");
    private static final String SESSION = """
            {"clinicId":"clinic-1","patientId":"4711","sessionId":"s-1","treatedOn":"2026-03-02","condition":"ACNE_SCAR",\
            "skinType":"IV","skinTypeMethod":"CLINICIAN","setting":"CLINIC","bodySite":"FACE","topicalInChannel":"NONE"}
            """;

    @TempDir
    private static Path brokerData;

    private static TestBroker broker;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path key;
    private Path sessions;

    @BeforeAll
    static void start() {
        broker = TestBroker.start(brokerData);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void write() throws Exception {
        key = folder.resolve("chain.key");
        sessions = Files.writeString(folder.resolve("sessions.ndjson"), SESSION);
        Files.setLastModifiedTime(sessions, FileTime.from(Instant.parse("2026-03-31T08:00:00Z")));
    }

    @Test
    void publishesTheTreatedSubjectsOfTheCdiscPilot() throws Exception {
        Path rejects = folder.resolve("rejects.csv");
        long before = records("clinic.sessions");
        assertThat(publish(
                        "sessions",
                        CDISC.resolve("cdisc_pilot_sdtm_dm.csv").toString(),
                        "--mapping",
                        CDISC.resolve("sessions.yaml").toString(),
                        "--rejects",
                        rejects.toString()))
                .isEqualTo(ExitCode.ROWS_REJECTED);
        assertThat(records("clinic.sessions") - before).isEqualTo(254);
        assertThat(out.toString()).contains("read 306, published 254, rejected 52, ");
        assertThat(err.toString())
                .contains("52 rejected: column RFXSTDTC (treatedOn): is missing")
                .doesNotContain("01-701");
        assertThat(Files.readAllLines(rejects)).hasSize(53);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(rejects)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
    }

    @Test
    void tellsWhereRecordedAtComesFromAndThatAKeyIsMade() {
        assertThat(publish("sessions", sessions.toString())).isEqualTo(ExitCode.OK);
        assertThat(err.toString())
                .contains("a new pseudonym key is made in " + key.toAbsolutePath())
                .contains("1 rows without recordedAt got 2026-03-31T08:00:00Z, the file's modification time");
        assertThat(publish("sessions", sessions.toString(), "--recorded-at", "2026-03-30"))
                .isEqualTo(ExitCode.OK);
        assertThat(err.toString()).contains("got 2026-03-30T00:00:00Z, from --recorded-at");
    }

    @Test
    void aDryRunNeitherPublishesNorMakesAKey() {
        long before = records("clinic.sessions");
        assertThat(run("publish", "sessions", sessions.toString(), "--dry-run", "--bootstrap", "127.0.0.1:1"))
                .isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("read 1, publishable 1, rejected 0");
        assertThat(records("clinic.sessions")).isEqualTo(before);
        assertThat(key).doesNotExist();
        assertThat(folder).isDirectoryContaining(path -> path.equals(sessions));
    }

    @Test
    void nothingIsPublishedWhenAnyFileCannotBeUsed() throws Exception {
        long before = records("clinic.sessions");
        Path empty = Files.createFile(folder.resolve("empty.ndjson"));
        Path columns = Files.writeString(folder.resolve("columns.csv"), "clinicId,Name\n");
        for (Path bad : List.of(folder.resolve("missing.ndjson"), folder, empty, columns)) {
            assertThat(publish("sessions", sessions.toString(), bad.toString())).isEqualTo(ExitCode.FAILED);
            assertThat(err.toString()).contains("dermavigil: " + bad + ": ");
        }
        assertThat(records("clinic.sessions")).isEqualTo(before);
    }

    @Test
    void anUnknownMappingKeyNamesFileLineAndKey() throws Exception {
        Path mapping = Files.writeString(folder.resolve("m.yaml"), "kind: sessions\ndelimeter: ;\n");
        assertThat(publish("sessions", sessions.toString(), "--mapping", mapping.toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains(mapping + ", line 2: key delimeter is not known");
        assertThat(publish(
                        "ratings",
                        sessions.toString(),
                        "--mapping",
                        CDISC.resolve("sessions.yaml").toString()))
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskForTheRejectsStopsAndSaysWhere() throws Exception {
        Files.writeString(sessions, SESSION + "broken\n" + SESSION.replace("s-1", "s-3"));
        assertThat(publish("sessions", sessions.toString(), "--rejects", "/dev/full"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err.toString())
                .contains("the rejects file cannot be written: No space left on device")
                .contains("no row after line 1 was taken");
        assertThat(out.toString()).contains("read 1, published 1, rejected 0");
    }

    @Test
    void aRejectsFileIsNotOverwritten() throws Exception {
        Path present = Files.writeString(folder.resolve("rejects.csv"), "half repaired");
        assertThat(publish("sessions", sessions.toString(), "--rejects", present.toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("exists already and is not overwritten");
        assertThat(present).hasContent("half repaired");
    }

    @Test
    void waitsUntilTheSummariesContainEverything() {
        String[] waiting = {
            "publish",
            "sessions",
            sessions.toString(),
            "--bootstrap",
            broker.bootstrap(),
            "--key",
            key.toString(),
            "--wait",
            "--timeout",
            "2"
        };
        assertThat(run(waiting)).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString())
                .contains("everything is published, but after 2 s the summaries do not contain it yet")
                .containsPattern("clinic.sessions-\\d at 0 of \\d+");
        try (Broker reader = new Broker(Connection.plain(broker.bootstrap()));
                Producer<byte[], byte[]> job = broker.beginTransaction()) {
            // room for what this test publishes once more
            reader.ends(List.of("clinic.sessions")).forEach((partition, end) -> job.send(progress(partition, end + 1)));
            job.commitTransaction();
        }
        assertThat(run(waiting)).isEqualTo(ExitCode.OK);
        assertThat(err.toString()).contains("the summaries contain everything after");
    }

    @Test
    void noBrokerIsSaidSoAndNoKeyIsMade() {
        assertThat(run(
                        "publish",
                        "sessions",
                        sessions.toString(),
                        "--bootstrap",
                        "127.0.0.1:1",
                        "--key",
                        key.toString()))
                .isEqualTo(ExitCode.STACK_UNREACHABLE);
        assertThat(err.toString()).contains("no broker answers at 127.0.0.1:1");
        assertThat(key).doesNotExist();
    }

    @Test
    void theKeyTravelsByExportAndImportAndIsNeverReplacedOrShown() throws Exception {
        Path copy = folder.resolve("copy.key");
        Path elsewhere = folder.resolve("elsewhere");
        publish("sessions", sessions.toString());
        assertThat(run("key", "export", copy.toString(), "--key", key.toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(run("key", "export", copy.toString(), "--key", key.toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(run("key", "import", copy.toString(), "--data", elsewhere.toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(elsewhere.resolve("pseudonym.key")).hasSameTextualContentAs(key);
        assertThat(run("key", "import", copy.toString(), "--data", elsewhere.toString()))
                .isEqualTo(ExitCode.OK);
        Path other = folder.resolve("other.key");
        run("publish", "sessions", sessions.toString(), "--bootstrap", broker.bootstrap(), "--key", other.toString());
        assertThat(run("key", "import", other.toString(), "--data", elsewhere.toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(elsewhere.resolve("pseudonym.key")).hasSameTextualContentAs(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rw-------");
        String secret = Files.readString(key).strip().split(":")[1];
        assertThat(out.toString() + err).doesNotContain(secret);
    }

    @Test
    void wrongCommandLinesAreUsageErrors() {
        for (String[] arguments : List.of(
                new String[] {"publish", "visits", sessions.toString()},
                new String[] {"publish", "sessions"},
                new String[] {"publish", "sessions", sessions.toString(), "--recorded-at", "yesterday"},
                new String[] {"publish", "sessions", sessions.toString(), "--dry-run", "--wait"},
                new String[] {"publish", "sessions", sessions.toString(), "--timeout", "0"})) {
            assertThat(run(arguments)).as(String.join(" ", arguments)).isEqualTo(ExitCode.USAGE);
        }
    }

    private static org.apache.kafka.clients.producer.ProducerRecord<byte[], byte[]> progress(
            TopicPartition partition, long offset) {
        String row = "outcomes|" + partition.topic() + "|" + partition.partition();
        return TestBroker.row(
                TopicCatalogue.PROGRESS,
                row,
                PipelineProgress.newBuilder()
                        .setJob("outcomes")
                        .setTopic(partition.topic())
                        .setPartition(partition.partition())
                        .setOffset(offset)
                        .setRulesVersion("1")
                        .setUpdatedAt(Instant.EPOCH)
                        .build());
    }

    private static long records(String topic) {
        try (Broker reader = new Broker(Connection.plain(broker.bootstrap()))) {
            Map<TopicPartition, Long> ends = reader.ends(List.of(topic));
            return ends.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private int publish(String... arguments) {
        String[] all = new String[arguments.length + 5];
        all[0] = "publish";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--bootstrap";
        all[arguments.length + 2] = broker.bootstrap();
        all[arguments.length + 3] = "--key";
        all[arguments.length + 4] = key.toString();
        return run(all);
    }

    private int run(String... arguments) {
        CommandLine commandLine = Dermavigil.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
