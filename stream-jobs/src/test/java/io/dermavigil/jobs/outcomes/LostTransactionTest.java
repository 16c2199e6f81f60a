package io.dermavigil.jobs.outcomes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dermavigil.broker.LocalBroker;
import io.dermavigil.broker.LocalBrokerConfig;
import io.dermavigil.broker.Topics;
import io.dermavigil.jobs.oracle.BatchOracle;
import io.dermavigil.jobs.oracle.ClinicLog;
import io.dermavigil.jobs.oracle.RowsAssert;
import io.dermavigil.schemas.events.ValidEvents;
import io.dermavigil.schemas.intake.RawRecord;
import io.dermavigil.schemas.topics.Generation;
import io.dermavigil.schemas.topics.TopicCatalogue;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker ends the transactions of completed checkpoints before anybody has committed them. */
class LostTransactionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private LocalBroker broker;
    private Admin admin;
    private OutcomesCluster cluster;
    private ClinicWriter clinics;
    private SummaryTopics summaries;

    @BeforeEach
    void start() throws Exception {
        broker = LocalBroker.start(LocalBrokerConfig.onAnyPort(folder.resolve("broker")));
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        Topics.create(admin, TopicCatalogue.outcomes(), (short) 1);
        cluster = new OutcomesCluster(folder.resolve("state"));
        clinics = new ClinicWriter(broker.bootstrapServers());
        summaries = new SummaryTopics(broker.bootstrapServers(), Generation.FIRST);
    }

    @AfterEach
    void stop() throws Exception {
        clinics.close();
        cluster.close();
        admin.close();
        broker.close();
    }

    @Test
    void whatWasNeverCommittedIsWrittenAgain() throws Exception {
        List<RawRecord> log = new ArrayList<>();
        Set<ByteBuffer> keys = new HashSet<>();
        List<SpecificRecord> kept = events(200, 11);
        kept.forEach(event -> log.add(ClinicLog.published(event)));
        log.forEach(record -> keys.add(ByteBuffer.wrap(record.key())));
        List<RawRecord> doomed = events(40, 12).stream()
                .map(ClinicLog::published)
                .filter(record -> keys.add(ByteBuffer.wrap(record.key())))
                .toList();
        RawRecord any = log.get(0);

        JobID job = cluster.submit("hashmap", null, options("PT0.3S"));
        clinics.write(log.subList(0, 100));
        clinics.write(doomed);
        await().atMost(PATIENCE).until(() -> clinics.isCoveredBy(summaries.progress()));
        Path state = cluster.stopWithSavepoint(job);

        JobID neverCommits = cluster.submit("hashmap", state, options("PT10M"));
        clinics.write(log.subList(100, 200));
        clinics.write(doomed.stream().map(ClinicLog::erased).toList());
        clinics.write(List.of(new RawRecord(any.topic(), 0, 0, 0, any.key(), new byte[] {1})));
        List<Path> checkpoints = new ArrayList<>();
        // refused until all tasks run
        await().atMost(PATIENCE).ignoreException(ExecutionException.class).until(() -> {
            checkpoints.add(cluster.savepoint(neverCommits));
            return clinics.isCoveredBy(summaries.uncommittedProgress());
        });
        cluster.cancel(neverCommits);
        assertThat(endTransactions()).isPositive();
        assertThat(clinics.isCoveredBy(summaries.progress())).isFalse();

        job = cluster.submit("hashmap", checkpoints.get(checkpoints.size() - 1), options("PT0.3S"));
        await().atMost(PATIENCE).until(() -> clinics.isCoveredBy(summaries.progress()));

        RowsAssert.assertSame(summaries.rows(), BatchOracle.of(kept));
        assertThat(summaries.rejects()).hasSize(1);
        cluster.cancel(job);
    }

    @Test
    void aRunningJobWhoseTransactionIsGoneStartsAgainAndWritesItsRowsAgain() throws Exception {
        List<SpecificRecord> kept = events(50, 13);
        JobID job = cluster.submit("hashmap", null, options("PT10M"));
        clinics.write(kept.stream().map(ClinicLog::published).toList());
        await().atMost(PATIENCE).ignoreException(ExecutionException.class).until(() -> {
            cluster.savepoint(job);
            return clinics.isCoveredBy(summaries.uncommittedProgress());
        });
        assertThat(endTransactions()).isPositive();

        await().atMost(PATIENCE).ignoreException(ExecutionException.class).until(() -> {
            cluster.checkpoint(job);
            return clinics.isCoveredBy(summaries.progress());
        });

        RowsAssert.assertSame(summaries.rows(), BatchOracle.of(kept));
        cluster.cancel(job);
    }

    /** As the broker does when their time is up; says how many there were. */
    private int endTransactions() throws Exception {
        List<String> open = admin
                .listTransactions(new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING)))
                .all()
                .get()
                .stream()
                .map(TransactionListing::transactionalId)
                .toList();
        admin.fenceProducers(open).all().get();
        return open.size();
    }

    private Map<String, String> options(String checkpointInterval) {
        return Map.of(
                "kafka.bootstrap.servers",
                broker.bootstrapServers(),
                "checkpoint-interval",
                checkpointInterval,
                "transaction-timeout",
                "PT15M");
    }

    private static List<SpecificRecord> events(int number, long seed) {
        List<SpecificRecord> events = new ArrayList<>();
        JqwikSession.run(() -> {
            RandomGenerator<SpecificRecord> generator = ValidEvents.any().generator(1000);
            Random random = new Random(seed);
            for (int i = 0; i < number; i++) {
                events.add(generator.next(random).value());
            }
        });
        return events;
    }
}
