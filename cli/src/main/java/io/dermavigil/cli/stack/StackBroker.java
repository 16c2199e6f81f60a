package io.dermavigil.cli.stack;

import io.dermavigil.broker.BrokerStartException;
import io.dermavigil.broker.LocalBroker;
import io.dermavigil.broker.LocalBrokerConfig;
import io.dermavigil.broker.PortTakenException;
import io.dermavigil.broker.TopicMismatchException;
import io.dermavigil.broker.Topics;
import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.schemas.topics.Generation;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** Starts the broker of a local stack, with its topics. */
final class StackBroker {

    /** Kafka's own default. */
    static final int DEFAULT_PORT = 9092;

    private static final short ONE_REPLICA = 1;

    private StackBroker() {}

    /**
     * Starts the broker and creates the topics that are missing.
     *
     * @param generation generation whose topics are needed
     * @param port wanted port; null for the default, or any free one when that is taken
     * @param tell takes a line for people when another port than the default was chosen
     * @throws CommandFailure when the wanted port is taken, or the broker cannot start
     */
    static LocalBroker start(Path folder, Generation generation, Integer port, Consumer<String> tell) {
        LocalBroker broker = listen(folder, port, tell);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            Topics.create(admin, generation.topics(), ONE_REPLICA);
            return broker;
        } catch (TopicMismatchException e) {
            broker.close();
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    private static LocalBroker listen(Path folder, Integer port, Consumer<String> tell) {
        try {
            return port == null
                    ? listenOnDefaultOrFreePort(folder, tell)
                    : LocalBroker.start(new LocalBrokerConfig(folder, port));
        } catch (PortTakenException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, e.getMessage() + "; give another one with --port, or leave --port out", e);
        } catch (BrokerStartException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        }
    }

    private static LocalBroker listenOnDefaultOrFreePort(Path folder, Consumer<String> tell) {
        try {
            return LocalBroker.start(new LocalBrokerConfig(folder, DEFAULT_PORT));
        } catch (PortTakenException e) {
            LocalBroker broker = LocalBroker.start(LocalBrokerConfig.onAnyPort(folder));
            tell.accept("port " + DEFAULT_PORT + " is taken, the broker listens on " + broker.bootstrapServers());
            return broker;
        }
    }
}
