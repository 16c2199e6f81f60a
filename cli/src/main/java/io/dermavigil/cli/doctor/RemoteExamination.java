package io.dermavigil.cli.doctor;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.RegistryOption;
import io.dermavigil.cli.jobs.FlinkRest;
import io.dermavigil.cli.reading.ActiveGenerations;
import io.dermavigil.cli.reading.Broker;
import io.dermavigil.cli.reading.Connection;
import io.dermavigil.cli.reading.LogReader;
import io.dermavigil.schemas.registry.RegistryUnavailableException;
import io.dermavigil.schemas.topics.Generation;
import io.dermavigil.schemas.wire.SchemasById;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.TopicDescription;

/** Examines a stack that runs elsewhere, from the outside in: what cannot be asked any more is not judged. */
final class RemoteExamination {

    /** What the job uses unless told otherwise. */
    private static final Duration DEFAULT_TRANSACTION_TIMEOUT = Duration.ofMinutes(10);

    private final Connection connection;
    private final Optional<URI> flink;
    private final RegistryOption registry;
    private final Duration watch;
    private final List<Verdict> verdicts = new ArrayList<>();

    private boolean reachable;

    /**
     * An examination.
     *
     * @param connection the broker
     * @param flink address of the job manager, where it shall be examined
     * @param registry the schema registry; examined where one is named
     * @param watch how long to watch whether things move
     */
    RemoteExamination(Connection connection, Optional<URI> flink, RegistryOption registry, Duration watch) {
        this.connection = connection;
        this.flink = flink;
        this.registry = registry;
        this.watch = watch;
    }

    /** Whether any broker took a connection; known once it was examined. */
    boolean isReachable() {
        return reachable;
    }

    List<Verdict> examine() throws InterruptedException {
        verdicts.addAll(Reachability.ports(connection));
        Verdict login = null;
        if (verdicts.stream().anyMatch(verdict -> verdict.grade() == Verdict.Grade.OK)) {
            reachable = true;
            login = Reachability.login(connection);
            verdicts.add(login);
        }
        if (login != null && login.grade() == Verdict.Grade.OK) {
            cluster();
        } else {
            flink.ifPresent(
                    address -> verdicts.addAll(new JobExamination(new FlinkRest(address), Generation.FIRST).examine()));
        }
        registry.config().ifPresent(config -> verdicts.add(RegistryExamination.of(config)));
        return verdicts;
    }

    private void cluster() throws InterruptedException {
        try (ClusterView cluster = new ClusterView(connection);
                Broker broker = new Broker(connection)) {
            verdicts.addAll(Reachability.advertised(cluster.brokers()));
            Map<String, TopicDescription> topics = cluster.topics();
            Generation active = ActiveGenerations.read(broker, new LogReader(broker, LogReader.PATIENCE));
            List<Verdict> ofTopics = new TopicExamination(
                            topics,
                            cluster.settings(topics.keySet()),
                            cluster.brokers().size())
                    .examine(active.topics());
            verdicts.addAll(ofTopics);
            job(cluster, active);
            if (ofTopics.stream().noneMatch(verdict -> verdict.finding().endsWith("is missing"))) {
                watch(broker, cluster, active, Generation.newest(topics.keySet()));
            }
        } catch (CommandFailure | RegistryUnavailableException e) {
            verdicts.add(Verdict.fail("stack", e.getMessage(), "see above what was still well"));
        }
    }

    private void job(ClusterView cluster, Generation active) {
        Optional<Duration> told = Optional.empty();
        if (flink.isPresent()) {
            JobExamination job = new JobExamination(new FlinkRest(flink.get()), active);
            verdicts.addAll(job.examine());
            told = job.transactionTimeout();
        }
        verdicts.add(PipelineExamination.transactions(
                cluster.transactionLimit(), told.orElse(DEFAULT_TRANSACTION_TIMEOUT), told.isEmpty()));
    }

    private void watch(Broker broker, ClusterView cluster, Generation active, Generation newest)
            throws InterruptedException {
        SchemasById schemas = registry.schemas();
        Sample before = Sample.take(broker, cluster, schemas, active, newest);
        Thread.sleep(watch.toMillis());
        Sample after = Sample.take(broker, cluster, schemas, active, newest);
        verdicts.addAll(new PipelineExamination(before, after).examine(active, newest));
    }
}
