package io.dermavigil.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dermavigil.broker.LocalBroker;
import io.dermavigil.broker.LocalBrokerConfig;
import io.dermavigil.broker.Topics;
import io.dermavigil.jobs.oracle.BatchOracle;
import io.dermavigil.jobs.oracle.RowsAssert;
import io.dermavigil.jobs.outcomes.ClinicWriter;
import io.dermavigil.jobs.outcomes.SummaryTopics;
import io.dermavigil.schemas.topics.Generation;
import io.dermavigil.schemas.topics.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The packed job on a session cluster of real processes, which are paused and killed in the middle of a transaction. */
class SessionClusterIT {

    /** Well below the transaction timeout: nobody may wait for that. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration TWO_CHECKPOINTS = Duration.ofSeconds(1);

    private static final String RECEIVED = "Received task ";
    private static final String ENDED = "Un-registering task and sending final execution state ";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private final ClinicYear year = new ClinicYear(20261123);
    private LocalBroker broker;
    private Admin admin;
    private SessionCluster cluster;
    private ClinicWriter clinics;
    private SummaryTopics summaries;
    private FlinkProcess first;
    private String job;

    @BeforeEach
    void start() throws Exception {
        broker = LocalBroker.start(LocalBrokerConfig.onAnyPort(folder.resolve("broker")));
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        Topics.create(admin, TopicCatalogue.outcomes(), (short) 1);
        clinics = new ClinicWriter(broker.bootstrapServers());
        summaries = new SummaryTopics(broker.bootstrapServers(), Generation.FIRST);
        cluster = new SessionCluster(folder.resolve("cluster"));
        cluster.startJobManager();
        first = cluster.startTaskManager("first");
        job = run(null);
        cluster.awaitRunningOn(job, "first");
        cluster.startTaskManager("second");
        clinics.write(year.events(300));
        awaitCovered();
    }

    @AfterEach
    void stop() throws Exception {
        cluster.close();
        clinics.close();
        admin.close();
        broker.close();
    }

    @Test
    void aTaskManagerThatWakesUpAfterItsReplacementChangesNothing() throws Exception {
        workUntilPausedInATransaction();
        cluster.awaitRunningOn(job, "second");
        clinics.write(year.corrections());
        awaitCovered();

        first.resume();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(first.lines(ENDED)).isEqualTo(first.lines(RECEIVED)));
        cluster.awaitRegistered("first");
        clinics.write(year.events(50));
        awaitCovered();

        assertCountedOnce();
    }

    @Test
    void nothingIsLostOrCountedTwiceWhenProcessesAreKilled() throws Exception {
        workUntilPausedInATransaction();
        first.kill();
        cluster.awaitRunningOn(job, "second");
        clinics.write(year.corrections());
        awaitCovered();

        clinics.write(year.events(200));
        cluster.killJobManager();
        Path checkpoint = cluster.newestCheckpoint(job);
        cluster.startJobManager();
        cluster.awaitRegistered("second");
        job = run(checkpoint);
        clinics.write(year.corrections());
        awaitCovered();

        assertCountedOnce();
    }

    /** Writes until the first task manager stands still with rows written, or about to be, that are not committed. */
    private void workUntilPausedInATransaction() throws Exception {
        OpenTransaction transaction = new OpenTransaction(admin);
        for (int slice = 0; slice < 20; slice++) {
            clinics.write(year.events(200));
            long deadline = System.nanoTime() + TWO_CHECKPOINTS.toNanos();
            while (System.nanoTime() < deadline) {
                if (transaction.holdsRows()) {
                    first.pause();
                    if (transaction.keepsRows()) {
                        return;
                    }
                    first.resume();
                }
            }
        }
        throw new AssertionError("never caught the task manager in the middle of a transaction");
    }

    private void assertCountedOnce() throws Exception {
        RowsAssert.assertSame(summaries.rows(), BatchOracle.of(year.published()));
        assertThat(summaries.rejects()).hasSize(year.damaged());
        CommittedHistory.assertNeverGoesBack(summaries);
    }

    private void awaitCovered() {
        await().atMost(PATIENCE).until(this::isCovered);
    }

    private boolean isCovered() {
        return clinics.isCoveredBy(summaries.progress());
    }

    private String run(Path restoreFrom) throws Exception {
        return cluster.run(
                Path.of(System.getProperty("outcomes.job.jar")),
                restoreFrom,
                Map.of(
                        "kafka.bootstrap.servers", broker.bootstrapServers(),
                        "checkpoint-interval", "PT0.5S",
                        "transaction-timeout", "PT10M"));
    }
}
