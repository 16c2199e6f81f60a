package io.dermavigil.jobs.outcomes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dermavigil.broker.LocalBroker;
import io.dermavigil.broker.LocalBrokerConfig;
import io.dermavigil.broker.LoopbackPorts;
import io.dermavigil.broker.Topics;
import io.dermavigil.pipeline.RejectReason;
import io.dermavigil.schemas.topics.Generation;
import io.dermavigil.schemas.topics.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What the job shows of itself while it reads hostile records: its metrics as they are served, and its log. */
class ObservedJobTest {

    private static final Path DOCUMENT = Path.of("../docs/metrics.md");
    private static final String OURS = "flink_taskmanager_job_task_operator_dermavigil_";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    @Test
    void countsEverythingAndTellsNothingOfThePatient() throws Exception {
        int port = LoopbackPorts.anyFree();
        try (CapturedLog log = CapturedLog.without(HostilePatient.NAME);
                LocalBroker broker = LocalBroker.start(LocalBrokerConfig.onAnyPort(folder.resolve("broker")));
                OutcomesCluster cluster = new OutcomesCluster(folder.resolve("state"), reporting(port));
                ClinicWriter clinics = new ClinicWriter(broker.bootstrapServers())) {
            createTopics(broker);
            SummaryTopics summaries = new SummaryTopics(broker.bootstrapServers(), Generation.FIRST);
            JobID job = cluster.submit("hashmap", null, options(broker));
            await().atMost(PATIENCE).until(() -> Scrape.of(port).names().contains(OURS + "records_read"));
            assertThat(Scrape.of(port).of(OURS + "reason_records_rejected", "reason", "UNKNOWN_SYMBOL"))
                    .as("every reason is there from the start, in each subtask")
                    .hasSize(OutcomesCluster.TASK_MANAGERS);

            clinics.write(HostilePatient.good());
            clinics.write(HostilePatient.bad().values());
            await().atMost(PATIENCE).until(() -> clinics.isCoveredBy(summaries.progress()));
            assertCounted(Scrape.of(port));
            clinics.write(HostilePatient.erasures());
            await().atMost(PATIENCE).until(() -> clinics.isCoveredBy(summaries.progress()));
            Scrape erased = Scrape.of(port);
            assertThat(erased.sum(OURS + "records_erased")).isEqualTo(3);
            assertThat(erased.sum(OURS + "patients_removed")).isEqualTo(1);
            assertThat(erased.sum(OURS + "accounts_emptied"))
                    .as("all but the data quality of two clinics and of the unattributed record")
                    .isEqualTo(erased.sum(OURS + "accounts_opened") - 3);
            assertDocumented(erased);
            assertThat(erased.toString()).doesNotContain(HostilePatient.NAME).doesNotContain("berlin-1");

            Random victims = new Random(1);
            // the first may be one that had no task
            await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(3)).until(() -> {
                cluster.killTaskManager(victims);
                return Scrape.of(port).sum("flink_jobmanager_job_numRestarts") > 0;
            });
            cluster.cancel(job);
            assertNothingTold(log);
        }
    }

    private static void assertCounted(Scrape scrape) {
        assertThat(scrape.sum(OURS + "records_read")).isEqualTo(9);
        assertThat(scrape.sum(OURS + "records_accepted")).isEqualTo(4);
        for (RejectReason reason : RejectReason.values()) {
            assertThat(scrape.sum(OURS + "reason_records_rejected", "reason", reason.name()))
                    .as(reason.name())
                    .isEqualTo(HostilePatient.bad().containsKey(reason) ? 1 : 0);
        }
        assertThat(scrape.sum(OURS + "events_changing")).isEqualTo(3);
        assertThat(scrape.sum(OURS + "events_unchanging")).isEqualTo(1);
        assertThat(scrape.sum(OURS + "patients_added")).isEqualTo(1);
        assertThat(scrape.sum(OURS + "patients_removed")).isZero();
        assertThat(scrape.sum(OURS + "postings"))
                .isGreaterThanOrEqualTo(scrape.sum(OURS + "combined_postings"))
                .isPositive();
        assertThat(scrape.sum(OURS + "accounts_opened"))
                .isPositive()
                .isLessThanOrEqualTo(scrape.sum(OURS + "accounts_changed"));
        for (String summary : List.of("side_effects", "satisfaction", "clinics")) {
            assertThat(scrape.sum(OURS + "summary_rows", "summary", summary))
                    .as(summary)
                    .isPositive();
        }
        assertThat(scrape.sum(OURS + "newest_recorded_at_ms")).isPositive();
    }

    /** Both ways: what is served is in the table, and what is in the table is served, by the operator it names. */
    private static void assertDocumented(Scrape scrape) throws IOException {
        String document = Files.readString(DOCUMENT);
        String ours = document.substring(document.indexOf("## The job"), document.indexOf("Flink's own metrics"));
        Map<String, String> operators = Pattern.compile("(?m)^\\| `(\\w+)` \\| (\\w+) \\|")
                .matcher(ours)
                .results()
                .collect(Collectors.toMap(row -> OURS + row.group(1), row -> row.group(2)));
        Set<String> served =
                scrape.names().stream().filter(name -> name.startsWith(OURS)).collect(Collectors.toSet());
        assertThat(served).containsExactlyInAnyOrderElementsOf(operators.keySet());
        operators.forEach((name, operator) -> assertThat(scrape.of(name))
                .as(name)
                .allSatisfy(series -> assertThat(series.labels()).containsEntry("operator_name", operator)));

        List<String> ofFlink = Pattern.compile("`(flink_\\w+)`")
                .matcher(document.substring(document.indexOf("Flink's own metrics")))
                .results()
                .map(name -> name.group(1))
                .toList();
        assertThat(ofFlink).isNotEmpty();
        assertThat(scrape.names()).containsAll(ofFlink);
        assertThat(scrape.of("flink_taskmanager_job_task_operator_currentInputWatermark", "operator_name", "ledger"))
                .isNotEmpty();
    }

    /** The last line shows that the log would have been caught telling. */
    private static void assertNothingTold(CapturedLog log) {
        assertThat(log.lines()).isGreaterThan(500);
        assertThat(log.found()).isEmpty();
        LoggerFactory.getLogger("org.apache.flink.control").debug("of {}", HostilePatient.NAME);
        assertThat(log.found()).hasSize(1);
    }

    private static void createTopics(LocalBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            Topics.create(admin, TopicCatalogue.outcomes(), (short) 1);
            Topics.create(admin, TopicCatalogue.ofClinic("clinic-07"), (short) 1);
        }
    }

    private static Configuration reporting(int port) {
        Configuration configuration = new Configuration();
        configuration.setString(
                "metrics.reporter.prom.factory.class", "org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
        configuration.setString("metrics.reporter.prom.port", Integer.toString(port));
        return configuration;
    }

    private static Map<String, String> options(LocalBroker broker) {
        return Map.of("kafka.bootstrap.servers", broker.bootstrapServers(), "checkpoint-interval", "PT0.3S");
    }
}
