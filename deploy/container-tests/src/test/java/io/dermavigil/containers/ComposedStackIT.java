package io.dermavigil.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;

/** The stack of {@code docker-compose.yml}: what it serves, what it keeps to itself, and what it survives. */
@RequiresEngine
class ComposedStackIT {

    private static final Pattern PASSWORD = Pattern.compile("password\\W+([A-Za-z0-9_+/-]{20,})");

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
        Publication publication = Publication.of(stack, slice, PublisherKind.PLAIN, 120);
        Fault.TASK_MANAGER_KILLED.strike(stack);
        Jobs.awaitRunning(stack);
        String job = Jobs.id(stack).orElseThrow();
        Fault.BROKER_KILLED.strike(stack);
        Fault.JOB_UPGRADED.strike(stack);
        assertThat(Jobs.id(stack)).get().isNotEqualTo(job);
        publication.complete();

        summaries.awaitSessions(before + slice.sessionsInForce(folder));
        summaries.assertReconciled();
    }

    @Test
    void filesArePublishedByTheirMapping() {
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
        summaries.assertReconciled();
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
        Matcher password = PASSWORD.matcher(stack.exec("jobmanager", "cat", "/run/secrets/dermavigil/client.properties")
                .success());
        assertThat(password.find()).isTrue();
        String secret = password.group(1);
        assertThat(secret).hasSizeGreaterThan(20);
        for (InspectContainerResponse container : inspected()) {
            assertThat(container.getRawValues().toString() + container.getConfig())
                    .as(container.getName())
                    .doesNotContain(secret);
        }
        assertThat(stack.compose(Duration.ofMinutes(1), "logs").out())
                .isNotEmpty()
                .doesNotContain(secret);
        for (String service : List.of("jobmanager", "taskmanager", "broker")) {
            String commands = stack.exec(service, "bash", "-c", "cat /proc/[0-9]*/cmdline /proc/1/environ")
                    .out();
            assertThat(commands).as(service).isNotEmpty().doesNotContain(secret);
        }
        stack.flink().get("/jobs/overview").path("jobs").forEach(job -> {
            String id = job.path("jid").asText();
            assertThat(stack.flink().get("/jobs/" + id + "/config").toString()).doesNotContain(secret);
        });
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

    private List<InspectContainerResponse> inspected() {
        DockerClient client = DockerClientFactory.instance().client();
        return stack.containers().stream()
                .map(id -> client.inspectContainerCmd(id).exec())
                .toList();
    }
}
