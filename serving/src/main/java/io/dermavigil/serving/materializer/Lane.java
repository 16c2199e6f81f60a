package io.dermavigil.serving.materializer;

import io.dermavigil.schemas.topics.TopicCatalogue;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds a group of topics in a thread of its own, for as long as it is not closed. Whatever fails is tried again from what
 * the store says it holds.
 */
final class Lane implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(30);

    /** Which folding is in force, given the topics that exist. */
    interface Foldings extends AutoCloseable {

        /** The same object for as long as nothing changed. */
        Folding current(Map<String, Source> existing) throws PoisonRowException;

        @Override
        default void close() {}
    }

    private final String name;
    private final MaterializerConfig config;
    private final Foldings foldings;
    private final DataSource writer;
    private final Consumer<Set<String>> changed;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private volatile LaneStatus status;
    private volatile LaneSession session;

    Lane(String name, MaterializerConfig config, Foldings foldings, DataSource writer, Consumer<Set<String>> changed) {
        this.name = name;
        this.config = config;
        this.foldings = foldings;
        this.writer = writer;
        this.changed = changed;
        this.status = new LaneStatus(name, LaneStatus.State.WAITING, Map.of(), 0, null, null);
        this.thread = new Thread(this::run, "materializer-" + name);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    LaneStatus status() {
        return status;
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (!isStopped()) {
            Instant before = status.lastCommitAt();
            try (ClusterTopics topics = new ClusterTopics(Clients.admin(config));
                    foldings) {
                while (!isStopped()) {
                    follow(topics);
                }
            } catch (WakeupException e) {
                LOG.debug("{}: asked to stop", name);
            } catch (Exception e) {
                pause = before != null && before.equals(status.lastCommitAt())
                                || before == null && status.lastCommitAt() == null
                        ? min(pause.multipliedBy(2), LONGEST_PAUSE)
                        : FIRST_PAUSE;
                retryIn(pause, e);
            }
        }
        status = with(LaneStatus.State.STOPPED, null);
    }

    private void retryIn(Duration pause, Exception failure) {
        if (isStopped()) {
            return;
        }
        String reason = FailureText.of(failure);
        status = with(LaneStatus.State.RETRYING, reason);
        LOG.warn("{}: {}; trying again in {} ms", name, reason, pause.toMillis());
        await(pause);
    }

    /** Folds until the topics change. */
    private void follow(ClusterTopics topics) throws PoisonRowException, SQLException {
        Set<String> existing = topics.names();
        Folding folding = foldings.current(generations(topics, existing));
        Map<String, Source> sources = topics.describe(folding.wanted(existing));
        if (sources.isEmpty()) {
            status = with(LaneStatus.State.WAITING, "its topics are not there yet");
            await(config.discovery());
            return;
        }
        try (LaneSession opened = new LaneSession(folding, sources, topics, config, writer, this::report)) {
            session = opened;
            if (isStopped()) {
                return;
            }
            opened.open();
            long look = System.nanoTime() + config.discovery().toNanos();
            while (!isStopped()) {
                changed.accept(opened.step());
                if (System.nanoTime() - look >= 0) {
                    if (isOther(topics, folding, sources)) {
                        LOG.info("{}: the topics changed", name);
                        return;
                    }
                    look = System.nanoTime() + config.discovery().toNanos();
                }
            }
        } finally {
            session = null;
        }
    }

    private boolean isOther(ClusterTopics topics, Folding folding, Map<String, Source> sources)
            throws PoisonRowException {
        Set<String> existing = topics.names();
        return foldings.current(generations(topics, existing)) != folding
                || !topics.describe(folding.wanted(existing)).equals(sources);
    }

    private static Map<String, Source> generations(ClusterTopics topics, Set<String> existing) {
        return existing.contains(TopicCatalogue.GENERATIONS)
                ? topics.describe(List.of(TopicCatalogue.GENERATIONS))
                : Map.of();
    }

    private void report(LaneStatus.State state, LaneSession from, String problem) {
        Map<String, Long> next = from.next().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().toString(), Map.Entry::getValue));
        status = new LaneStatus(
                name,
                state,
                next,
                from.lag(),
                from.committedAt() == null ? status.lastCommitAt() : from.committedAt(),
                problem);
    }

    private LaneStatus with(LaneStatus.State state, String problem) {
        LaneStatus before = status;
        return new LaneStatus(name, state, before.next(), before.lag(), before.lastCommitAt(), problem);
    }

    private void await(Duration pause) {
        try {
            stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** Stops after the transaction that is under way, which is committed whole or not at all. */
    @Override
    public void close() {
        stopped.countDown();
        LaneSession running = session;
        if (running != null) {
            running.wakeup();
        }
        try {
            thread.join(CLOSE_WITHIN.toMillis());
            if (thread.isAlive()) {
                LOG.warn("{}: did not stop within {} s", name, CLOSE_WITHIN.toSeconds());
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
