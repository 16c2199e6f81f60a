package io.dermavigil.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import io.dermavigil.broker.LoopbackPorts;
import io.dermavigil.cli.CommandRun;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.access.Principal;
import io.dermavigil.cli.provision.SecuredStack;
import io.dermavigil.cli.reading.TestBroker;
import java.io.Reader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor of a stack elsewhere: real brokers, a real job manager, and what goes wrong with them. */
class RemoteDoctorTest {

    private static final String SESSION = """
            {"clinicId":"clinic-1","patientId":"p","sessionId":"s","treatedOn":"2026-03-02","condition":"ACNE_SCAR",\
            "skinType":"IV","skinTypeMethod":"CLINICIAN","setting":"CLINIC","bodySite":"FACE","topicalInChannel":"NONE"}
            """;

    @TempDir
    private Path folder;

    private TestBroker stack;

    @AfterEach
    void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void aStackThatRunsIsWell() throws Exception {
        stack = TestBroker.start(folder.resolve("broker"));
        HttpServer registry = registry();
        try (RunningJob job = RunningJob.start(stack.bootstrap(), folder.resolve("state"), "PT1M")) {
            publish();
            CommandRun run = doctor(
                    "--flink",
                    job.rest().toString(),
                    "--registry",
                    "http://127.0.0.1:" + registry.getAddress().getPort() + "/",
                    "--output",
                    "json");
            List<JsonNode> findings = findings(run);
            assertThat(findings)
                    .as(run.out())
                    .allSatisfy(finding ->
                            assertThat(finding.path("grade").asText()).isEqualTo("ok"));
            assertThat(findings.stream().map(finding -> finding.path("subject").asText()))
                    .contains(
                            "java",
                            "address",
                            "broker",
                            "addresses",
                            "topics",
                            "flink",
                            "job",
                            "checkpoints",
                            "transactions",
                            "progress",
                            "rejects",
                            "generation",
                            "clock",
                            "registry");
            assertThat(run.out()).contains("the job's PT1M is within the brokers'");
            assertThat(run.code()).isEqualTo(ExitCode.OK);
        } finally {
            registry.stop(0);
        }
    }

    @Test
    void whatIsWrongIsToldWithWhatToDo() throws Exception {
        stack = TestBroker.start(folder.resolve("broker"));
        set("summary.clinics", "cleanup.policy", "delete");
        stack.publish("clinic.ratings", 0, 3);
        CommandRun run = doctor("--flink", "http://127.0.0.1:" + LoopbackPorts.anyFree());
        assertThat(run.code()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(run.out())
                .containsPattern("fail +topics +summary.clinics has cleanup.policy=delete instead of compact")
                .containsPattern("fail +flink +no Flink job manager answers")
                .containsPattern("fail +progress +3 records are not in the summaries yet")
                .contains("-> see whether the job runs");
    }

    @Test
    void aBrokerThatCannotBeReachedIsToldApart() {
        CommandRun refused = CommandRun.of("doctor", "--bootstrap", "127.0.0.1:" + LoopbackPorts.anyFree());
        assertThat(refused.out()).containsPattern("fail +address +nothing listens on 127.0.0.1");
        assertThat(refused.code()).isEqualTo(ExitCode.STACK_UNREACHABLE);

        CommandRun unknown = CommandRun.of("doctor", "--bootstrap", "broker.invalid:9092");
        assertThat(unknown.out()).containsPattern("fail +address +no machine is called broker.invalid");
        assertThat(unknown.code()).isEqualTo(ExitCode.STACK_UNREACHABLE);

        CommandRun malformed = CommandRun.of("doctor", "--bootstrap", "broker");
        assertThat(malformed.out()).containsPattern("fail +address +broker is no HOST:PORT");
    }

    @Test
    void aBrokerThatDoesNotLetUsInIsToldApart() throws Exception {
        try (SecuredStack secured = SecuredStack.start(folder, "a")) {
            Path client = secured.clientConfig(Principal.clinic("a"));
            // provision has not run, so no broker knows the user
            CommandRun password = CommandRun.of(
                    "doctor", "--bootstrap", secured.clientAddress(), "--client-config", client.toString());
            assertThat(password.out()).containsPattern("fail +broker +.* refuses the user or the password");
            assertThat(password.code()).isEqualTo(ExitCode.CHECK_FAILED);

            Path untrusting = without("ssl.truststore", client);
            CommandRun trust = CommandRun.of(
                    "doctor", "--bootstrap", secured.clientAddress(), "--client-config", untrusting.toString());
            assertThat(trust.out()).containsPattern("fail +broker +.* shows a certificate that is not trusted");
        }
    }

    /** The client properties of a file but for those whose names begin so. */
    private Path without(String prefix, Path client) throws Exception {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(client)) {
            properties.load(reader);
        }
        assertThat(properties.keySet().removeIf(name -> name.toString().startsWith(prefix)))
                .isTrue();
        Path fewer = folder.resolve("fewer.properties");
        try (Writer writer = Files.newBufferedWriter(fewer)) {
            properties.store(writer, null);
        }
        Files.setPosixFilePermissions(fewer, PosixFilePermissions.fromString("rw-------"));
        return fewer;
    }

    private void publish() throws Exception {
        Path rows = Files.writeString(folder.resolve("sessions.ndjson"), SESSION);
        CommandRun run = CommandRun.of(
                "publish",
                "sessions",
                rows.toString(),
                "--key",
                folder.resolve("key").toString(),
                "--bootstrap",
                stack.bootstrap(),
                "--wait");
        assertThat(run.code()).as(run.err()).isZero();
    }

    private CommandRun doctor(String... more) {
        List<String> args = new ArrayList<>(List.of("doctor", "--watch", "1", "--bootstrap", stack.bootstrap()));
        args.addAll(Arrays.asList(more));
        return CommandRun.of(args.toArray(String[]::new));
    }

    private static List<JsonNode> findings(CommandRun run) throws Exception {
        List<JsonNode> findings = new ArrayList<>();
        for (String line : run.out().lines().toList()) {
            findings.add(new JsonMapper().readTree(line));
        }
        return findings;
    }

    private void set(String topic, String name, String value) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp change = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrap()))) {
            admin.incrementalAlterConfigs(Map.of(resource, List.of(change)))
                    .all()
                    .get();
        }
    }

    /** Answers as a registry without subjects does. */
    private static HttpServer registry() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/subjects", exchange -> {
            byte[] none = "[]".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, none.length);
            exchange.getResponseBody().write(none);
            exchange.close();
        });
        server.start();
        return server;
    }
}
