package io.dermavigil.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real one-node KRaft broker in this process, listening on 127.0.0.1 only. Its log survives a clean stop and a kill of
 * the process. Topics are not made by themselves: see {@link Topics}.
 */
public final class LocalBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalBroker.class);
    private static final int ATTEMPTS_WITH_FREE_PORTS = 3;

    private static final String PLAIN = "BROKER";

    private final KafkaNode node;
    private final ListenerPorts ports;
    private final CompletableFuture<Throwable> fault;

    private LocalBroker(KafkaNode node, ListenerPorts ports, CompletableFuture<Throwable> fault) {
        this.node = node;
        this.ports = ports;
        this.fault = fault;
    }

    /**
     * Starts a broker and returns when it takes requests.
     *
     * @param config data folder and port
     * @throws PortTakenException when the port is taken
     * @throws FolderTakenException when another broker, of this process or another, uses the folder
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
        CompletableFuture<Throwable> fault = BrokerHalt.listen();
        try {
            KafkaNode node = node(data, BrokerSettings.of(logOf(data), port, controllerPort), fault);
            node.start();
            return new LocalBroker(node, new ListenerPorts(Map.of(PLAIN, port)), fault);
        } catch (IOException | RuntimeException e) {
            BrokerHalt.forget(fault);
            if (!LoopbackPorts.isFree(port)) {
                throw (PortTakenException) new PortTakenException(port).initCause(e);
            }
            throw e instanceof BrokerStartException known ? known : notStarted(data, e);
        }
    }

    /**
     * Starts a broker with settings of its own, such as listeners that ask who a client is, and returns when it takes
     * requests. Its listeners get free ports on 127.0.0.1, and its log stays in the folder, whatever the settings say.
     *
     * @param data folder of the log, made when missing; no other broker may use it
     * @param settings all of the broker's settings, in the names of Kafka's {@code server.properties}
     * @throws FolderTakenException when another broker, of this process or another, uses the folder
     * @throws BrokerStartException when the broker cannot start for another reason
     */
    public static LocalBroker start(Path data, Properties settings) {
        BrokerHalt.interceptExits();
        for (int attempt = 1; ; attempt++) {
            ListenerPorts ports = ListenerPorts.anyFree(settings);
            CompletableFuture<Throwable> fault = BrokerHalt.listen();
            try {
                Properties local = ports.in(settings);
                local.setProperty("log.dirs", logOf(data).toString());
                KafkaNode node = node(data, local, fault);
                node.start();
                return new LocalBroker(node, ports, fault);
            } catch (IOException | RuntimeException e) {
                BrokerHalt.forget(fault);
                if (ports.areFree() || attempt == ATTEMPTS_WITH_FREE_PORTS) {
                    throw e instanceof BrokerStartException known ? known : notStarted(data, e);
                }
                LOG.info("a port was taken between being chosen and being used, choosing others");
            }
        }
    }

    private static Path logOf(Path data) {
        return data.toAbsolutePath().resolve("log");
    }

    /** The folder is locked before Kafka reads or writes anything in it. */
    private static KafkaNode node(Path data, Properties settings, CompletableFuture<Throwable> fault)
            throws IOException {
        FolderLock lock = FolderLock.take(data);
        try {
            BrokerStorage.formatOnce(data, logOf(data), settings);
            return new KafkaNode(settings, lock, fault);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static BrokerStartException notStarted(Path data, Exception e) {
        return new BrokerStartException(
                "the broker on " + data + " cannot start: " + e.getMessage() + ". Its log says more.", e);
    }

    /** The broker's address, {@code 127.0.0.1:PORT}; that of the listener that its settings name first. */
    public String bootstrapServers() {
        return bootstrapServers(ports.ports().keySet().iterator().next());
    }

    /**
     * The address of a listener, {@code 127.0.0.1:PORT}.
     *
     * @throws IllegalArgumentException when the broker has no such listener
     */
    public String bootstrapServers(String listener) {
        return ports.address(listener);
    }

    /** Completes with the fault when the broker gives up by itself, say on a full disk; never on a {@link #close()}. */
    public CompletionStage<Throwable> failure() {
        return fault.minimalCompletionStage();
    }

    /** Stops the broker and returns when its log is closed, or when it refuses to stop for a minute. */
    @Override
    public void close() {
        BrokerHalt.forget(fault);
        node.stop();
    }
}
