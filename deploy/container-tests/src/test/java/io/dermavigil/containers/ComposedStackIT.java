package io.dermavigil.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;

/** The stack of {@code docker-compose.yml}: what it serves, what it keeps to itself, and what it survives. */
@RequiresEngine
class ComposedStackIT {

    private static final Pattern PASSWORD = Pattern.compile("password\\W+([A-Za-z0-9_+/-]{20,})");

    /** Their images write beside their volumes when they start. */
    private static final Set<String> WRITABLE_ROOT = Set.of("broker", "postgres");

    /** They hand out secrets and folders; the image of PostgreSQL changes to another user by itself. */
    private static final Set<String> BEGIN_AS_ROOT = Set.of("secrets", "provision", "registry-folder", "postgres");

    @TempDir
    private Path folder;

    private ComposeStack stack;
    private Summaries summaries;

    @BeforeEach
    void use(ComposeStack stack) {
        this.stack = stack;
        this.summaries = new Summaries(stack);
    }

    @Test
    void whatClinicsPublishIsCountedThroughKillsAndAnUpgrade() throws IOException {
        long before = summaries.sessions();
        ChainSlice slice = ChainSlice.ofThePast(11, 1_500);
        try (Publication publication = Publication.of(stack, slice, PublisherKind.PLAIN, 120)) {
            Fault.TASK_MANAGER_KILLED.strike(stack);
            Jobs.awaitRunning(stack);
            String job = Jobs.id(stack).orElseThrow();
            Fault.BROKER_KILLED.strike(stack);
            Fault.JOB_UPGRADED.strike(stack);
            assertThat(Jobs.id(stack)).get().isNotEqualTo(job);
            publication.complete();
        }

        summaries.awaitSessions(before + slice.sessionsInForce(folder));
        summaries.assertReconciled();
    }

    @Test
    void filesArePublishedByTheirMapping() {
        publishFile();
        summaries.assertReconciled();
    }

    @Test
    void whatIsServedIsWhatTheSummariesSay() {
        publishFile();
        String token =
                stack.operator("token", "create", "--role", "safety").success().strip();
        RestInterface rest = stack.rest();
        assertThat(rest.get("/api/v1/side-effects").statusCode()).isEqualTo(401);
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(rest.chainInClinics(token))
                        .isEqualTo(summaries.chain())
                        .hasSize(1));
    }

    @Test
    void aLinkSignsABrowserInOnce() {
        URI link = URI.create(stack.operator("sign-in").success().strip());
        assertThat(link.getHost()).isEqualTo("127.0.0.1");
        String path = link.getRawPath() + "?" + link.getRawQuery();
        HttpResponse<String> first = stack.rest().get(path);
        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(first.headers().firstValue("Set-Cookie")).get().asString().contains("HttpOnly", "SameSite=Strict");
        assertThat(stack.rest().get(path).statusCode()).isEqualTo(401);
    }

    /** A name that its owner lets point to 127.0.0.1 (DNS rebinding). */
    @Test
    void servingAnswersForTheNamesOfThisHostOnly() {
        assertThat(servedTo("localhost")).startsWith("HTTP/1.1 200");
        assertThat(servedTo("rebound.example.org")).startsWith("HTTP/1.1 421");
    }

    private String servedTo(String host) {
        return stack.exec(
                        "serving",
                        "bash",
                        "-c",
                        "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /api/v1/health HTTP/1.1\\r\\nHost: " + host
                                + "\\r\\nConnection: close\\r\\n\\r\\n' >&3 && cat <&3")
                .success();
    }

    @Test
    void aPatientIsErasedByTheClinicsOwnId() throws IOException {
        publishFile();
        Path leaving = Files.writeString(folder.resolve("leaving.txt"), "01-701-1015\n");
        Shell.Result erased = stack.compose(
                Duration.ofMinutes(8),
                "run",
                "--rm",
                "-T",
                "--no-deps",
                "-v",
                leaving + ":/leaving.txt:ro",
                "operator",
                "erase",
                "--ids-from",
                "/leaving.txt",
                "--id-domain",
                "701",
                "--key",
                "/keys/pseudonym.key",
                "--receipt",
                "/receipts/receipt.json",
                "--grace",
                "30",
                "--yes");
        assertThat(erased.code()).as(erased.err()).isZero();
        assertThat(stack.inPlaceOf("operator", "cat", "/receipts/receipt.json").success())
                .containsPattern("\"clinic.sessions\" : [1-9]")
                .contains("working files of the task managers")
                .contains("jdbc:postgresql://postgres/dermavigil");
        summaries.assertReconciled();
    }

    private void publishFile() {
        Shell.Result published = stack.compose(
                Duration.ofMinutes(3),
                "run",
                "--rm",
                "-T",
                "--no-deps",
                "-v",
                Path.of("../../examples/cdisc-pilot").toAbsolutePath().normalize() + ":/data:ro",
                "simulator",
                "publish",
                "sessions",
                "/data/cdisc_pilot_sdtm_dm.csv",
                "--mapping",
                "/data/sessions.yaml",
                "--key",
                "/keys/pseudonym.key",
                "--wait");
        assertThat(published.code()).as(published.err()).isEqualTo(3);
        assertThat(published.out() + published.err()).contains("published 254");
    }

    @Test
    void portsAreOpenOnLoopbackOnly() {
        List<String> open = new ArrayList<>();
        for (InspectContainerResponse container : inspected()) {
            container.getNetworkSettings().getPorts().getBindings().values().forEach(bindings -> {
                if (bindings != null) {
                    for (Ports.Binding binding : bindings) {
                        open.add(binding.getHostIp());
                    }
                }
            });
        }
        assertThat(open).isNotEmpty().containsOnly("127.0.0.1");
    }

    @Test
    void nothingRunsWithMoreRightsThanItNeeds() {
        for (InspectContainerResponse container : inspected()) {
            assertThat(container.getHostConfig().getCapDrop())
                    .as(container.getName())
                    .isNotNull()
                    .anyMatch(dropped -> dropped.name().equals("ALL"));
            assertThat(container.getHostConfig().getPrivileged()).isFalse();
            String service = service(container);
            assertThat(container.getHostConfig().getReadonlyRootfs())
                    .as("read-only root of " + service)
                    .isEqualTo(!WRITABLE_ROOT.contains(service));
            if (!BEGIN_AS_ROOT.contains(service)) {
                assertThat(container.getConfig().getUser())
                        .as("user of " + service)
                        .isNotBlank()
                        .doesNotMatch("(root|0)(:.*)?");
            }
        }
    }

    @Test
    void nativeLibrariesLoadThoughTheRootIsReadOnly() {
        // where they cannot, one zstd batch of any clinic would stop the job
        assertThat(stack.exec("taskmanager", "grep", " /tmp ", "/proc/mounts").success())
                .contains("rw")
                .doesNotContain("noexec");
    }

    @Test
    void passwordsAreInNoEnvironmentCommandLineOrLog() {
        String[] secrets = passwords().toArray(String[]::new);
        // jobs, serving, monitor, publisher, two clinics, PostgreSQL, the store's owner and Grafana
        assertThat(secrets).hasSize(9).allMatch(secret -> secret.length() >= 20);
        for (InspectContainerResponse container : inspected()) {
            assertThat(container.getRawValues().toString() + container.getConfig())
                    .as(container.getName())
                    .doesNotContain(secrets);
        }
        assertThat(stack.compose(Duration.ofMinutes(1), "logs").out())
                .isNotEmpty()
                .doesNotContain(secrets);
        for (String service : List.of("jobmanager", "taskmanager", "broker", "serving")) {
            String commands = stack.exec(service, "bash", "-c", "cat /proc/[0-9]*/cmdline /proc/1/environ")
                    .out();
            assertThat(commands).as(service).isNotEmpty().doesNotContain(secrets);
        }
        stack.flink().get("/jobs/overview").path("jobs").forEach(job -> {
            String id = job.path("jid").asText();
            assertThat(stack.flink().get("/jobs/" + id + "/config").toString()).doesNotContain(secrets);
        });
    }

    private Set<String> passwords() {
        Set<String> passwords = new TreeSet<>();
        PASSWORD.matcher(stack.inPlaceOf("secrets", "sh", "-c", "cat /secrets/*/client.properties")
                        .success())
                .results()
                .forEach(found -> passwords.add(found.group(1)));
        stack.inPlaceOf("secrets", "sh", "-c", "for file in /secrets/*/password; do cat $file; echo; done")
                .success()
                .lines()
                .forEach(passwords::add);
        return passwords;
    }

    @Test
    void theKeyOfTheAuthorityIsOnAVolumeOfItsOwn() {
        assertThat(stack.inPlaceOf("secrets", "sh", "-c", "ls /authority /secrets")
                        .success())
                .containsOnlyOnce("ca.key")
                .containsPattern("(?s)/authority:\\s+ca.key");
        assertThat(stack.inPlaceOf("provision", "ls", "/secrets").success()).doesNotContain("ca.key");
    }

    @Test
    void noPageInABrowserMayReadWhatFlinkAnswers() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(stack.flink().root() + "/overview"))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.body()).contains("taskmanagers");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("http://nobody.invalid");
    }

    @Test
    void aReaderMayNotWrite() {
        Shell.Result refused = stack.cli("simulate", "--clinics", "1", "--sessions", "1", "--seed", "5");
        assertThat(refused.code()).as(refused.err()).isNotZero();
        assertThat(refused.err()).containsIgnoringCase("authoriz");
    }

    @Test
    void postgresLetsNobodyInWithoutAPassword() {
        assertThat(stack.exec("postgres", "psql", "-w", "-h", "127.0.0.1", "-U", "postgres", "-c", "select 1")
                        .code())
                .isNotZero();
        Shell.Result let = stack.exec(
                "postgres",
                "bash",
                "-c",
                "PGPASSWORD=$(cat /run/secrets/dermavigil/password) psql -w -h 127.0.0.1 -U postgres -d dermavigil -tc 'select 42'");
        assertThat(let.success()).contains("42");
    }

    @Test
    void theStoresOwnerIsNoSuperuser() {
        assertThat(stack.exec(
                                "postgres",
                                "bash",
                                "-c",
                                "PGPASSWORD=$(cat /run/secrets/dermavigil/store-password) psql -w -h 127.0.0.1 -U dermavigil_owner"
                                        + " -d dermavigil -Atc 'select rolsuper from pg_roles where rolname = current_user'")
                        .success()
                        .strip())
                .isEqualTo("f");
    }

    private static String service(InspectContainerResponse container) {
        return container.getConfig().getLabels().get("com.docker.compose.service");
    }

    private List<InspectContainerResponse> inspected() {
        DockerClient client = DockerClientFactory.instance().client();
        return stack.containers().stream()
                .map(id -> client.inspectContainerCmd(id).exec())
                .toList();
    }
}
