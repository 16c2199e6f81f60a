package io.dermavigil.cli.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.cli.CommandRun;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.reading.TestBroker;
import io.dermavigil.schemas.intake.Intake;
import io.dermavigil.schemas.intake.RawRecord;
import io.dermavigil.schemas.intake.RecordIntake;
import io.dermavigil.schemas.topics.TopicCatalogue;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Commands on hostile input: a patient's name is on no stream and in no line of the log, at DEBUG. */
@SuppressWarnings("FutureReturnValueIgnored") // the commit fails when a send did
class SilentCommandsTest {

    private static final String PATIENT = "MARKED-PATIENT-4711";
    private static final String SESSION = """
            {"clinicId":"clinic-1","patientId":"%1$s","sessionId":"%1$s","treatedOn":"2026-03-02","condition":"%2$s",\
            "skinType":"IV","skinTypeMethod":"CLINICIAN","setting":"CLINIC","bodySite":"FACE","topicalInChannel":"NONE"}
            """;

    @TempDir
    private Path folder;

    private final List<String> said = new ArrayList<>();
    private TestBroker broker;
    private Path log;

    @BeforeEach
    void start() {
        log = folder.resolve("everything.log");
        System.setProperty("everything.log", log.toString());
        Configurator.reconfigure(URI.create("classpath:log4j2-everything.properties"));
        broker = TestBroker.start(folder.resolve("broker"));
    }

    @AfterEach
    void stop() {
        broker.close();
        Configurator.reconfigure(URI.create("classpath:log4j2.properties"));
    }

    @Test
    void nothingIsSaidOfAPatient() throws IOException {
        assertThat(publish(hostileRows(), "sessions")).isEqualTo(ExitCode.ROWS_REJECTED);
        assertThat(publish(hostileRows(), "reactions")).isEqualTo(ExitCode.ROWS_REJECTED);
        Path csv = Files.writeString(folder.resolve("rows.csv"), "clinicId;patient\nclinic-1;\"" + PATIENT + "\n");
        assertThat(publish(csv, "sessions")).isNotEqualTo(ExitCode.OK);
        reject();
        run("rejects", "list");
        run("rejects", "list", "--output", "json");
        run("rejects", "show", "clinic.sessions:0:0");
        run("rejects", "replay", "clinic.sessions:0:0");
        run("reconcile", "--timeout", "1");
        run("summaries", "side-effects", "--by", "clinic");

        assertThat(said).hasSize(18).noneMatch(text -> text.contains(PATIENT));
        assertThat(said).as("something was said at all").anyMatch(text -> text.contains("UNREADABLE"));
        assertThat(Files.readString(log))
                .contains("DEBUG org.apache.kafka.clients")
                .doesNotContain(PATIENT);
        LoggerFactory.getLogger("io.dermavigil.control").debug("of {}", PATIENT);
        assertThat(Files.readString(log)).as("the log would have told").contains(PATIENT);
    }

    private Path hostileRows() throws IOException {
        return Files.writeString(
                folder.resolve("rows.ndjson"),
                SESSION.formatted(PATIENT, "ACNE_SCAR")
                        + SESSION.formatted(PATIENT, PATIENT)
                        + SESSION.formatted(PATIENT, "ACNE_SCAR").replace("2026-03-02", PATIENT)
                        + SESSION.formatted(PATIENT, "ACNE_SCAR").replace("\"IV\"", PATIENT)
                        + "{\"" + PATIENT + "\n"
                        + PATIENT + "\n");
    }

    /** A record that nobody can read, whose key and value name the patient. */
    private void reject() {
        byte[] text = PATIENT.getBytes(StandardCharsets.UTF_8);
        Intake taken = new RecordIntake().take(new RawRecord("clinic.sessions", 0, 0, 0, text, text));
        try (Producer<byte[], byte[]> producer = broker.beginTransaction()) {
            producer.send(
                    TestBroker.row(TopicCatalogue.REJECTS, "clinic.sessions", ((Intake.Rejected) taken).reject()));
            producer.commitTransaction();
        }
    }

    private int publish(Path rows, String kind) {
        return run(
                "publish",
                kind,
                rows.toString(),
                "--key",
                folder.resolve("chain.key").toString());
    }

    private int run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--bootstrap", broker.bootstrap()));
        CommandRun run = CommandRun.of(all.toArray(String[]::new));
        said.add(run.out());
        said.add(run.err());
        return run.code();
    }
}
