package io.dermavigil.cli.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dermavigil.broker.LocalBroker;
import io.dermavigil.broker.LocalBrokerConfig;
import io.dermavigil.broker.LoopbackPorts;
import io.dermavigil.broker.Topics;
import io.dermavigil.cli.CommandRun;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.access.Principal;
import io.dermavigil.cli.access.Role;
import io.dermavigil.cli.provision.SecuredStack;
import io.dermavigil.cli.reading.TestBroker;
import io.dermavigil.schemas.topics.Generation;
import io.dermavigil.schemas.topics.TopicCatalogue;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The monitor over a real broker with rows as the job writes them. */
@SuppressWarnings("FutureReturnValueIgnored") // the commit fails when a send did
class MonitorCommandTest {

    private static final Generation SECOND = new Generation(2);
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path data;

    private TestBroker stack;

    @AfterEach
    void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void servesEveryDocumentedMetricOfTheChain() throws Exception {
        startChain();
        try (RunningMonitor monitor = RunningMonitor.of(stack.bootstrap())) {
            await().atMost(SOON).until(() -> monitor.value("dermavigil_monitor_caught_up") == 1);
            Map<String, Double> series = monitor.scrape();

            assertThat(series)
                    .containsEntry("dermavigil_broker_reachable", 1.0)
                    .containsEntry("dermavigil_generation", 1.0)
                    .containsEntry("dermavigil_newest_generation", 1.0)
                    .containsEntry("dermavigil_progress_timestamp_seconds", ChainRows.UPDATED.toEpochMilli() / 1000.0)
                    .containsEntry("dermavigil_lag_records", 3.0)
                    .containsEntry("dermavigil_partition_lag_records{partition=\"1\",topic=\"clinic.sessions\"}", 2.0)
                    .containsEntry("dermavigil_partition_lag_records{partition=\"2\",topic=\"clinic.sessions\"}", 1.0)
                    .containsEntry(
                            "dermavigil_partition_lag_records{partition=\"0\",topic=\"clinic.clinic-1.ratings\"}", 0.0);
            assertThat(series)
                    .containsEntry("dermavigil_clinics", 2.0)
                    .containsEntry("dermavigil_accepted_facts{kind=\"session\"}", 112.0)
                    .containsEntry("dermavigil_held_facts{kind=\"rating\"}", 15.0)
                    .containsEntry("dermavigil_rejected_records_total{reason=\"IMPERSONATION\"}", 8.0)
                    .containsEntry("dermavigil_rejected_records_total{reason=\"OVERSIZED\"}", 0.0)
                    .containsEntry("dermavigil_clinic_accepted_facts{clinic=\"berlin\",kind=\"session\"}", 100.0)
                    .containsEntry(
                            "dermavigil_clinic_last_seen_timestamp_seconds{clinic=\"paris\"}",
                            ChainRows.SEEN.getEpochSecond() * 1.0)
                    .containsEntry(
                            "dermavigil_clinic_rejected_records_total{clinic=\"berlin\",reason=\"IMPERSONATION\"}", 8.0)
                    .containsEntry(
                            "dermavigil_clinic_rejected_records_total{clinic=\"(unattributed)\",reason=\"UNREADABLE\"}",
                            3.0)
                    .containsEntry(
                            "dermavigil_clinic_contradicting_dates{clinic=\"paris\",dates=\"rating_before_treatment\"}",
                            7.0)
                    .containsEntry("dermavigil_monitor_unreadable_rows_total{topic=\"summary.clinics\"}", 1.0);
            String stratum = "{condition=\"MELASMA\",grouping=\"stratum\",setting=\"HOME\",skin_type=\"IV\"}";
            assertThat(series)
                    .containsEntry("dermavigil_sessions{grouping=\"chain\",setting=\"CLINIC\"}", 100.0)
                    .containsEntry("dermavigil_sessions" + stratum, 33.0)
                    .containsEntry("dermavigil_adverse_sessions" + stratum, 10.0)
                    .containsEntry("dermavigil_satisfied_sessions" + stratum, 90.0)
                    .containsEntry(
                            "dermavigil_adverse_reaction_sessions{reaction=\"ERYTHEMA\",setting=\"CLINIC\"}", 8.0);
            assertThat(series.keySet().stream().filter(name -> name.startsWith("dermavigil_sessions")))
                    .as("no months, no clinics")
                    .hasSize(2);

            Set<String> served = series.keySet().stream()
                    .map(name -> name.replaceFirst("\\{.*", ""))
                    .collect(Collectors.toSet());
            assertThat(served)
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(MonitorMetric.values())
                            .map(MonitorMetric::servedName)
                            .toList());
            assertThat(monitor.get("/healthz").body())
                    .isEqualTo("{\"following\":true,\"brokerReachable\":true,\"caughtUp\":true}\n");
        }
        leavesOutClinicsBeyondTheBoundAndSaysSo();
    }

    private void leavesOutClinicsBeyondTheBoundAndSaysSo() {
        try (RunningMonitor monitor = RunningMonitor.of(stack.bootstrap(), "--max-clinics", "1")) {
            await().atMost(SOON).until(() -> monitor.value("dermavigil_monitor_caught_up") == 1);
            Map<String, Double> series = monitor.scrape();

            assertThat(series)
                    .containsEntry("dermavigil_monitor_clinics_not_shown", 1.0)
                    .containsEntry("dermavigil_accepted_facts{kind=\"session\"}", 112.0)
                    .containsKey("dermavigil_clinic_last_seen_timestamp_seconds{clinic=\"berlin\"}")
                    .doesNotContainKey("dermavigil_clinic_last_seen_timestamp_seconds{clinic=\"paris\"}");
        }
    }

    @Test
    void followsReadersToAnotherGeneration() throws Exception {
        startChain();
        try (RunningMonitor monitor = RunningMonitor.of(stack.bootstrap());
                Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrap()))) {
            await().atMost(SOON).until(() -> monitor.value("dermavigil_monitor_caught_up") == 1);

            Topics.create(admin, SECOND.topics(), (short) 1);
            write(List.of(
                    ChainRows.sideEffects(SECOND, ChainRows.chain(null), 77),
                    ChainRows.progress(SECOND, 1, 2),
                    ChainRows.progress(SECOND, 2, 1)));
            await().atMost(SOON).until(() -> monitor.value("dermavigil_newest_generation") == 2);
            await().atMost(SOON).until(() -> monitor.value("dermavigil_newest_generation_lag_records") == 0);
            assertThat(monitor.value("dermavigil_lag_records")).isEqualTo(3);

            write(List.of(ChainRows.active(SECOND)));
            await().atMost(SOON).until(() -> monitor.value("dermavigil_generation") == 2);
            assertThat(monitor.scrape())
                    .containsEntry("dermavigil_sessions{grouping=\"chain\",setting=\"CLINIC\"}", 77.0)
                    .containsEntry("dermavigil_lag_records", 0.0)
                    .containsEntry("dermavigil_clinics", 0.0);
        }
    }

    @Test
    void waitsForTheTopicsAndServesThroughTheLossOfTheBroker(@TempDir Path folder) throws Exception {
        int port = LoopbackPorts.anyFree();
        LocalBroker broker = LocalBroker.start(new LocalBrokerConfig(folder, port));
        String bootstrap = broker.bootstrapServers();
        try (RunningMonitor monitor = RunningMonitor.of(bootstrap);
                Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            await().during(Duration.ofSeconds(2))
                    .atMost(SOON)
                    .until(() -> monitor.value("dermavigil_monitor_caught_up") == 0);
            Topics.create(admin, TopicCatalogue.outcomes(), (short) 1);
            await().atMost(SOON).until(() -> monitor.value("dermavigil_monitor_caught_up") == 1);
            broker.close();
            await().atMost(SOON).until(() -> monitor.value("dermavigil_broker_reachable") == 0);
            assertThat(monitor.scrape())
                    .as("the figures stay")
                    .containsKeys("dermavigil_lag_records", "dermavigil_monitor_read_timestamp_seconds");
            assertThat(monitor.get("/healthz").statusCode()).isEqualTo(200);

            broker = LocalBroker.start(new LocalBrokerConfig(folder, port));
            await().atMost(SOON).until(() -> monitor.value("dermavigil_broker_reachable") == 1);
            await().atMost(SOON).until(() -> monitor.value("dermavigil_monitor_caught_up") == 1);
        } finally {
            broker.close();
        }
    }

    @Test
    void needsTheRightsOfItsRoleOnly(@TempDir Path folder) throws Exception {
        try (SecuredStack secured = SecuredStack.start(folder, "a")) {
            assertThat(secured.provision().code()).isZero();
            String client =
                    secured.clientConfig(new Principal(Role.MONITOR, null)).toString();
            try (RunningMonitor monitor = RunningMonitor.of(secured.clientAddress(), "--client-config", client)) {
                await().atMost(SOON).until(() -> monitor.value("dermavigil_monitor_caught_up") == 1);
                assertThat(monitor.scrape())
                        .containsKey("dermavigil_partition_lag_records{partition=\"0\",topic=\"clinic.a.sessions\"}");
            }
        }
    }

    @Test
    void refusesAPortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            CommandRun run = CommandRun.of(
                    "monitor",
                    "--bind",
                    "0.0.0.0",
                    "--port",
                    Integer.toString(taken.getLocalPort()),
                    "--bootstrap",
                    "127.0.0.1:" + LoopbackPorts.anyFree());
            assertThat(run.code()).isEqualTo(ExitCode.FAILED);
            assertThat(run.err()).contains("Choose another --port");
        }
        assertThat(CommandRun.of("monitor", "--interval", "0").code()).isEqualTo(ExitCode.USAGE);
    }

    /** A broker with a chain of two clinics and a record that tells no clinic. */
    private void startChain() {
        stack = TestBroker.start(data);
        Generation first = Generation.FIRST;
        write(List.of(
                ChainRows.clinic(first, "berlin", 90, Map.of()),
                ChainRows.clinic(first, "berlin", 100, Map.of("IMPERSONATION", 8L, "INVALID", 2L)),
                ChainRows.clinic(first, "paris", 10, Map.of("INVALID", 1L)),
                ChainRows.clinic(first, null, 2, Map.of("UNREADABLE", 3L)),
                new ProducerRecord<>(
                        TopicCatalogue.CLINICS,
                        "rome".getBytes(StandardCharsets.UTF_8),
                        "not of ours".getBytes(StandardCharsets.UTF_8)),
                ChainRows.sideEffects(first, ChainRows.chain(null), 100),
                ChainRows.sideEffects(first, ChainRows.chain(YearMonth.of(2026, 11)), 50),
                ChainRows.sideEffects(first, ChainRows.stratum(), 33),
                ChainRows.sideEffects(first, ChainRows.ofClinic("berlin"), 60),
                ChainRows.satisfaction(first, ChainRows.stratum())));
        // the marker of a transaction takes an offset, so clinics' records, which have none, are written without one
        stack.publish("clinic.sessions", 1, 2);
        stack.publish("clinic.sessions", 2, 1);
        write(List.of(ChainRows.progress(first, 1, 0), ChainRows.progress(first, 0, 0)));
    }

    private void write(List<ProducerRecord<byte[], byte[]>> rows) {
        try (Producer<byte[], byte[]> producer = stack.beginTransaction()) {
            rows.forEach(producer::send);
            producer.commitTransaction();
        }
    }
}
