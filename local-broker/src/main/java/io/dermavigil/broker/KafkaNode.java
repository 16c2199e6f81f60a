package io.dermavigil.broker;

import java.io.IOException;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kafka's server, whose start and stop always come to an end, and which keeps its folder locked until it stopped. */
final class KafkaNode {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaNode.class);
    private static final int START_TIMEOUT_SECONDS = 60;
    private static final int STOP_SECONDS = 60;
    private static final int BROKEN_STOP_SECONDS = 10;

    private final KafkaRaftServer server;
    private final FolderLock lock;
    private final CompletableFuture<Throwable> fault;

    /**
     * A node that is not started yet.
     *
     * @param lock lock of the folder that the settings name; let go when the node stops
     * @param fault completes when the node gives up by itself
     */
    KafkaNode(Properties settings, FolderLock lock, CompletableFuture<Throwable> fault) {
        this.server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        this.lock = lock;
        this.fault = fault;
    }

    /**
     * Returns when the node takes requests; a node that cannot start is stopped.
     *
     * @throws IllegalStateException when it cannot start; the message says why
     */
    void start() {
        // Startup waits for ever when a fault ends one of the broker's threads, so it runs beside us.
        CompletableFuture<Object> started = beside("local-broker-start", server::startup);
        try {
            Object first = CompletableFuture.anyOf(started, fault).get(START_TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (first instanceof Throwable halt) {
                throw new ExecutionException(halt);
            }
        } catch (ExecutionException e) {
            stop(BROKEN_STOP_SECONDS);
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            stop(BROKEN_STOP_SECONDS);
            throw new IllegalStateException("not ready after " + START_TIMEOUT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop(BROKEN_STOP_SECONDS);
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Returns when the log is closed and the folder free, or when the node refuses to stop for a minute. */
    void stop() {
        stop(fault.isDone() ? BROKEN_STOP_SECONDS : STOP_SECONDS);
    }

    /** A broker that broke may wait for ever for a thread of its own that is gone; so nobody waits for it that long. */
    private void stop(int seconds) {
        CompletableFuture<Object> stopped = beside("local-broker-stop", () -> {
            server.shutdown();
            server.awaitShutdown();
            lock.close();
        });
        try {
            stopped.get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn(
                    "the broker did not stop in order; it may still write, so its folder stays locked until it stops or"
                            + " this process ends. Its log is recovered at the next start",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static CompletableFuture<Object> beside(String name, Step step) {
        CompletableFuture<Object> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        step.run();
                        done.complete(name);
                    } catch (Throwable e) {
                        done.completeExceptionally(e);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    private interface Step {
        void run() throws IOException;
    }
}
