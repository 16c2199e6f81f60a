package io.dermavigil.cli.monitor;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.reading.ActiveGenerations;
import io.dermavigil.cli.reading.Broker;
import io.dermavigil.cli.reading.LogReader;
import io.dermavigil.schemas.registry.RegistryUnavailableException;
import io.dermavigil.schemas.topics.ClinicTopic;
import io.dermavigil.schemas.topics.Generation;
import io.dermavigil.schemas.wire.SchemasById;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the topics of the active generation until it is closed. When the broker stops answering, or readers are switched
 * to another generation, it begins anew from the start of the topics.
 */
final class Follower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);
    private static final Duration END_WITHIN = Duration.ofSeconds(15);

    private final Supplier<Broker> brokers;
    private final SchemasById schemas;
    private final Duration interval;
    private final LatestState latest;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "follower");

    private volatile RuntimeException failure;
    private boolean lost;

    private Follower(Supplier<Broker> brokers, SchemasById schemas, Duration interval, LatestState latest) {
        this.brokers = brokers;
        this.schemas = schemas;
        this.interval = interval;
        this.latest = latest;
    }

    /**
     * Starts to follow.
     *
     * @param brokers connects to the broker, again after every loss
     * @param schemas where the schemas of summaries in Confluent framing are found
     * @param interval how often the broker is asked where topics end
     * @param latest what is told
     */
    static Follower start(Supplier<Broker> brokers, SchemasById schemas, Duration interval, LatestState latest) {
        Follower follower = new Follower(brokers, schemas, interval, latest);
        follower.thread.setDaemon(true);
        follower.thread.start();
        return follower;
    }

    private void run() {
        try {
            followForEver();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /**
     * Waits until it is closed.
     *
     * @throws RuntimeException what ended it otherwise: a fault of the program, for which a new start is the best answer
     */
    void await() throws InterruptedException {
        thread.join();
        if (failure != null) {
            throw failure;
        }
    }

    private void followForEver() {
        while (closed.getCount() > 0) {
            latest.restarted();
            try (Broker broker = brokers.get()) {
                follow(broker);
            } catch (CommandFailure | KafkaException | RegistryUnavailableException e) {
                lose(e);
            }
        }
    }

    private void lose(RuntimeException cause) {
        if (closed.getCount() == 0) {
            return;
        }
        latest.asked(false);
        if (!lost) {
            LOG.warn(
                    "cannot follow the topics, trying again every {} s: {}",
                    BETWEEN_ATTEMPTS.toSeconds(),
                    cause.getMessage());
            lost = true;
        }
        try {
            closed.await(BETWEEN_ATTEMPTS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closed.countDown();
        }
    }

    private void follow(Broker broker) {
        Generation generation = ActiveGenerations.read(broker, new LogReader(broker, LogReader.PATIENCE));
        FollowedTopics followed = new FollowedTopics(generation, schemas);
        Set<String> topics = broker.topics(followed.names()::contains);
        requireAll(followed.names(), topics);
        // committed ends: a transaction that a dead job left open must not keep the monitor from serving
        Map<TopicPartition, Long> goal = broker.committedEnds(topics);
        try (KafkaConsumer<byte[], byte[]> consumer = broker.consumer()) {
            consumer.assign(goal.keySet());
            consumer.seekToBeginning(goal.keySet());
            boolean caughtUp = false;
            long askedAt = System.nanoTime() - interval.toNanos();
            while (closed.getCount() > 0) {
                consumer.poll(POLL).forEach(followed::apply);
                caughtUp = caughtUp || reached(consumer, goal);
                if (System.nanoTime() - askedAt >= interval.toNanos()) {
                    askedAt = System.nanoTime();
                    ask(broker, followed, caughtUp);
                    if (caughtUp && !followed.active().equals(generation)) {
                        LOG.info(
                                "readers were switched to generation {}",
                                followed.active().number());
                        return;
                    }
                }
            }
        }
    }

    /** A topic that is made only later would never be followed. */
    private static void requireAll(Set<String> names, Set<String> found) {
        names.stream().filter(name -> !found.contains(name)).findFirst().ifPresent(missing -> {
            throw new CommandFailure(
                    ExitCode.STACK_UNREACHABLE,
                    "there is no topic " + missing + ", or this user may not read it: run dermavigil provision");
        });
    }

    private static boolean reached(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> goal) {
        return goal.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void ask(Broker broker, FollowedTopics followed, boolean caughtUp) {
        Set<String> topics = broker.topics(name -> true);
        if (caughtUp) {
            Map<TopicPartition, Long> ends = broker.ends(topics.stream()
                    .filter(name -> ClinicTopic.parse(name).isPresent())
                    .toList());
            latest.read(followed.state(Instant.now(), Generation.newest(topics), ends));
        }
        latest.asked(true);
        if (lost) {
            LOG.info("the broker answers again");
            lost = false;
        }
    }

    @Override
    public void close() {
        // not interrupted: the consumer could not close then
        closed.countDown();
        try {
            thread.join(END_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
