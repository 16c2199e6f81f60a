package io.dermavigil.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real one-node KRaft broker in this process, listening on 127.0.0.1 only. Its log survives a clean stop and a kill of
 * the process. Topics are not made by themselves: see {@link Topics}.
 */
public final class LocalBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalBroker.class);
    private static final int START_TIMEOUT_SECONDS = 60;
    private static final int STOP_SECONDS = 60;
    private static final int BROKEN_STOP_SECONDS = 10;
    private static final int ATTEMPTS_WITH_FREE_PORTS = 3;

    private final KafkaRaftServer server;
    private final int port;
    private final CompletableFuture<Throwable> fault;

    private LocalBroker(KafkaRaftServer server, int port, CompletableFuture<Throwable> fault) {
        this.server = server;
        this.port = port;
        this.fault = fault;
    }

    /**
     * Starts a broker and returns when it takes requests.
     *
     * @param config data folder and port
     * @throws PortTakenException when the port is taken
     * @throws BrokerStartException when the broker cannot start for another reason
     */
    public static LocalBroker start(LocalBrokerConfig config) {
        BrokerHalt.interceptExits();
        if (config.port() != LocalBrokerConfig.ANY_FREE_PORT) {
            return start(config.data(), config.port());
        }
        for (int attempt = 1; attempt < ATTEMPTS_WITH_FREE_PORTS; attempt++) {
            try {
                return start(config.data(), LoopbackPorts.anyFree());
            } catch (PortTakenException e) {
                LOG.info("{} between being chosen and being used, choosing another", e.getMessage());
            }
        }
        return start(config.data(), LoopbackPorts.anyFree());
    }

    private static LocalBroker start(Path data, int port) {
        int controllerPort = LoopbackPorts.anyFreeBut(port);
        try {
            return start(data, port, controllerPort);
        } catch (PortTakenException e) {
            throw e;
        } catch (BrokerStartException e) {
            if (LoopbackPorts.isFree(controllerPort)) {
                throw e;
            }
            LOG.info("port {} of the controller was taken meanwhile, choosing another", controllerPort);
            return start(data, port, LoopbackPorts.anyFreeBut(port));
        }
    }

    private static LocalBroker start(Path data, int port, int controllerPort) {
        if (!LoopbackPorts.isFree(port)) {
            throw new PortTakenException(port);
        }
        Path log = data.toAbsolutePath().resolve("log");
        Properties settings = BrokerSettings.of(log, port, controllerPort);
        CompletableFuture<Throwable> fault = BrokerHalt.listen();
        try {
            BrokerStorage.formatOnce(data, log, settings);
            KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
            startup(server, fault);
            return new LocalBroker(server, port, fault);
        } catch (IOException | RuntimeException e) {
            BrokerHalt.forget(fault);
            if (!LoopbackPorts.isFree(port)) {
                throw (PortTakenException) new PortTakenException(port).initCause(e);
            }
            throw e instanceof BrokerStartException known ? known : notStarted(data, e);
        }
    }

    /** Startup waits for ever when a fault ends one of the broker's threads, so it runs beside us. */
    private static void startup(KafkaRaftServer server, CompletableFuture<Throwable> fault) {
        CompletableFuture<Object> started = new CompletableFuture<>();
        Thread starter = new Thread(
                () -> {
                    try {
                        server.startup();
                        started.complete(server);
                    } catch (Throwable e) {
                        started.completeExceptionally(e);
                    }
                },
                "local-broker-start");
        starter.setDaemon(true);
        starter.start();
        try {
            Object first = CompletableFuture.anyOf(started, fault).get(START_TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (first instanceof Throwable halt) {
                throw new ExecutionException(halt);
            }
        } catch (ExecutionException e) {
            shutdownQuietly(server);
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            shutdownQuietly(server);
            throw new IllegalStateException("not ready after " + START_TIMEOUT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            shutdownQuietly(server);
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static BrokerStartException notStarted(Path data, Exception e) {
        return new BrokerStartException(
                "the broker on " + data + " cannot start: " + e.getMessage() + ". Its log says more.", e);
    }

    private static void shutdownQuietly(KafkaRaftServer server) {
        shutdown(server, BROKEN_STOP_SECONDS);
    }

    /** A broker that broke may wait for ever for a thread of its own that is gone; so nobody waits for it that long. */
    private static void shutdown(KafkaRaftServer server, int seconds) {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        Thread stopper = new Thread(
                () -> {
                    try {
                        server.shutdown();
                        server.awaitShutdown();
                        stopped.complete(null);
                    } catch (Throwable e) {
                        stopped.completeExceptionally(e);
                    }
                },
                "local-broker-stop");
        stopper.setDaemon(true);
        stopper.start();
        try {
            stopped.get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the broker did not stop in order; its log is recovered at the next start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The broker's address, {@code 127.0.0.1:PORT}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Completes with the fault when the broker gives up by itself, say on a full disk; never on a {@link #close()}. */
    public CompletionStage<Throwable> failure() {
        return fault.minimalCompletionStage();
    }

    /** Stops the broker and returns when its log is closed, or when it refuses to stop for a minute. */
    @Override
    public void close() {
        BrokerHalt.forget(fault);
        shutdown(server, fault.isDone() ? BROKEN_STOP_SECONDS : STOP_SECONDS);
    }
}
