package io.dermavigil.cli.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dermavigil.cli.CommandRun;
import io.dermavigil.cli.access.Principal;
import io.dermavigil.cli.access.Role;
import io.dermavigil.cli.monitor.RunningMonitor;
import io.dermavigil.cli.reconcile.ClinicLog;
import io.dermavigil.cli.secrets.SecretsFolder;
import io.dermavigil.events.ReactionType;
import io.dermavigil.schemas.intake.RawRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Clinic a speaks for clinic b, in the only topics it can write: everybody in this test has their own rights only. */
class ImpersonationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Principal A = Principal.clinic("a");
    private static final Principal B = Principal.clinic("b");
    private static final Principal SERVING = new Principal(Role.SERVING, null);
    private static final Principal MONITOR = new Principal(Role.MONITOR, null);

    @TempDir
    private Path folder;

    private SecuredStack stack;
    private List<String> secrets;

    @BeforeEach
    void start() throws Exception {
        stack = SecuredStack.start(folder, "a", "b");
        SecretsFolder made = new SecretsFolder(stack.secrets());
        secrets = new ArrayList<>();
        for (Principal principal : made.principals()) {
            secrets.add(made.password(principal));
        }
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void isRejectedCountedAndShownAndChangesNothing() throws Exception {
        try (LoggedSecrets log = LoggedSecrets.of(secrets)) {
            assertThat(stack.provision().code()).isZero();
            try (JobOfPrincipal job =
                    JobOfPrincipal.start(stack, new Principal(Role.JOBS, null), folder.resolve("checkpoints"))) {
                RawRecord ofB = publishHonestly();
                attack(ofB);
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(impersonations()).isEqualTo(4));
                assertCounted(1);
                job.loseTaskManager();
                session(B, "b", "patient-b", "s-2");
                await().atMost(PATIENCE).untilAsserted(() -> assertCounted(2));
                assertThat(impersonations()).isEqualTo(4);
                assertReconciled();
                assertShownToMonitoring();
                publisherSeesItsRowsCounted();
            }
            assertThat(log.lines()).isGreaterThan(100);
            assertThat(log.found()).isEmpty();
            LoggerFactory.getLogger("control").info("the password is {}", secrets.get(0));
            assertThat(log.found()).containsExactly("control");
        }
    }

    private RawRecord publishHonestly() throws Exception {
        session(A, "a", "patient-a", "s-1");
        return session(B, "b", "patient-b", "s-1");
    }

    private RawRecord session(Principal writer, String clinic, String patient, String session) throws Exception {
        ClinicLog log = new ClinicLog();
        log.session(patient, session, "2024-03-01", event -> event.setClinicId(clinic));
        write(writer, "clinic." + clinic + ".sessions", log.records());
        return log.records().get(0);
    }

    /** A session, a revision of b's own one, a bad reaction to it, and its erasure. */
    private void attack(RawRecord ofB) throws Exception {
        ClinicLog forged = new ClinicLog();
        forged.session("patient-x", "s-9", "2024-03-02", event -> event.setClinicId("b"));
        forged.session(
                "patient-b",
                "s-1",
                "2024-03-01",
                event -> event.setClinicId("b").setRevision(7).setVoided(true));
        write(A, "clinic.a.sessions", forged.records());
        write(A, "clinic.a.sessions", List.of(new RawRecord("erasure", 0, 0, 0, ofB.key(), null)));
        ClinicLog reactions = new ClinicLog();
        reactions.reaction(
                "patient-b",
                "s-1",
                "r-1",
                ReactionType.INFECTION,
                "2024-03-03",
                event -> event.setClinicId("b").setGrade(4));
        write(A, "clinic.a.reactions", reactions.records());
    }

    private void write(Principal writer, String topic, List<RawRecord> records) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                stack.as(writer).with(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (RawRecord record : records) {
                producer.send(new ProducerRecord<>(topic, record.key(), record.value()))
                        .get();
            }
        }
    }

    private long impersonations() {
        return run(SERVING, "rejects", "list", "--reason", "IMPERSONATION", "--output", "json")
                .out()
                .lines()
                .filter(line -> line.contains("\"IMPERSONATION\""))
                .count();
    }

    private void assertCounted(int sessionsOfB) {
        List<String> clinics = run(
                        SERVING, "summaries", "side-effects", "--by", "clinic", "--output", "json", "--include-empty")
                .out()
                .lines()
                .toList();
        assertThat(clinics)
                .satisfiesExactlyInAnyOrder(
                        a -> assertThat(a).containsPattern("\"clinicId\":\"a\".*\"sessions\":1,"),
                        b -> assertThat(b)
                                .containsPattern("\"clinicId\":\"b\".*\"sessions\":" + sessionsOfB + ",")
                                .containsPattern("\"any\":\\{\"sessions\":0,"));
    }

    private void assertReconciled() {
        CommandRun reconciled = run(SERVING, "reconcile");
        assertThat(reconciled.code()).as(reconciled.out() + reconciled.err()).isZero();
    }

    private void assertShownToMonitoring() {
        try (RunningMonitor monitor = RunningMonitor.of(
                stack.clientAddress(),
                "--client-config",
                stack.clientConfig(MONITOR).toString())) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(monitor.value(
                                    "dermavigil_clinic_rejected_records_total{clinic=\"a\",reason=\"IMPERSONATION\"}"))
                            .isEqualTo(4));
        }
    }

    private void publisherSeesItsRowsCounted() throws Exception {
        Path row = Files.writeString(folder.resolve("row.ndjson"), """
                {"clinicId":"c","patientKey":"patient-c","sessionId":"s-1","treatedOn":"2024-03-01",\
                "condition":"ACNE_SCAR","skinType":"IV","skinTypeMethod":"CLINICIAN","setting":"CLINIC",\
                "bodySite":"FACE","topicalInChannel":"NONE"}
                """);
        CommandRun published =
                run(new Principal(Role.PUBLISHER, null), "publish", "sessions", row.toString(), "--wait");
        assertThat(published.code()).as(published.err()).isZero();
    }

    private CommandRun run(Principal principal, String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of(
                "--bootstrap",
                stack.clientAddress(),
                "--client-config",
                stack.clientConfig(principal).toString()));
        return CommandRun.of(arguments.toArray(String[]::new));
    }
}
