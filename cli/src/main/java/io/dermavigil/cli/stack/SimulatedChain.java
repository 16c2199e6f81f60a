package io.dermavigil.cli.stack;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.progress.ProgressReader;
import io.dermavigil.cli.reading.Connection;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.ingest.publish.ClinicEventPublisher;
import io.dermavigil.ingest.publish.PublisherConfig;
import io.dermavigil.ingest.publish.PublishingStoppedException;
import io.dermavigil.ingest.simulator.Simulation;
import io.dermavigil.ingest.simulator.SimulationConfig;
import io.dermavigil.ingest.simulator.TruthListener;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;

/** A simulated chain of clinics, published to a stack. */
final class SimulatedChain {

    private static final double NANOS = 1e9;
    private static final Duration QUIET = Duration.ofMinutes(2);
    /** The bar's own lock is not worth taking for every session. */
    private static final int BAR_STEP = 256;

    private final SimulationConfig chain;
    private final String bootstrap;
    private final Consumer<String> tell;

    SimulatedChain(SimulationConfig chain, String bootstrap, Consumer<String> tell) {
        this.chain = chain;
        this.bootstrap = bootstrap;
        this.tell = tell;
    }

    /**
     * Publishes all events and returns when the summaries contain them.
     *
     * @throws CommandFailure when the broker stops taking events, or the job makes no headway
     */
    void publishAndAwait() {
        tell.accept("simulating %,d sessions in %d clinics".formatted(chain.sessions(), chain.clinics()));
        Map<TopicPartition, Long> highest = publish();
        long started = System.nanoTime();
        try (ProgressReader progress = ProgressReader.ofOutcomes(Connection.plain(bootstrap))) {
            if (!progress.awaitCovered(highest, QUIET).isEmpty()) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "the summaries do not contain everything after " + QUIET.toSeconds()
                                + " s; see the stack's log");
            }
        }
        tell.accept("the summaries contain everything %.1f s later".formatted((System.nanoTime() - started) / NANOS));
    }

    private Map<TopicPartition, Long> publish() {
        long started = System.nanoTime();
        try (ClinicEventPublisher publisher = new ClinicEventPublisher(PublisherConfig.of(bootstrap))) {
            publishAll(publisher);
            publisher.flush();
            double seconds = (System.nanoTime() - started) / NANOS;
            tell.accept("published %,d events in %.1f s, %,.0f events/s"
                    .formatted(publisher.acknowledged(), seconds, publisher.acknowledged() / seconds));
            return publisher.highestOffsets();
        } catch (PublishingStoppedException e) {
            throw new CommandFailure(ExitCode.FAILED, "the broker stopped taking events: " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("SystemConsoleNull") // from JDK 22 on the bar is shown where there is no terminal, too
    private void publishAll(ClinicEventPublisher publisher) {
        Iterator<SpecificRecord> events = new Simulation(chain).iterator(TruthListener.NONE);
        if (System.console() == null) {
            events.forEachRemaining(publisher::publish);
            return;
        }
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("publish")
                .setInitialMax(chain.sessions())
                .setUnit(" sessions", 1)
                .build()) {
            long sessions = 0;
            while (events.hasNext()) {
                SpecificRecord event = events.next();
                publisher.publish(event);
                if (event instanceof SessionRecorded session
                        && session.getRevision() == 1
                        && ++sessions % BAR_STEP == 0) {
                    bar.stepTo(Math.min(sessions, chain.sessions()));
                }
            }
            bar.stepTo(chain.sessions());
        }
    }
}
