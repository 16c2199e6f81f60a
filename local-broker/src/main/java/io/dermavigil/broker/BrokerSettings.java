package io.dermavigil.broker;

import io.dermavigil.schemas.topics.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

/** The broker's own configuration: one node, loopback only, small, and quick to come back after a kill. */
final class BrokerSettings {

    private static final int CLEANER_DEDUPE_BYTES = 4 << 20;
    private static final Duration LONGEST_TRANSACTION = Duration.ofDays(7);

    private BrokerSettings() {}

    static Properties of(Path log, int brokerPort, int controllerPort) {
        Properties settings = new Properties();
        node(settings, log);
        network(settings, brokerPort, controllerPort);
        internalTopics(settings);
        limits(settings);
        return settings;
    }

    private static void node(Properties settings, Path log) {
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("log.dirs", log.toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("controlled.shutdown.enable", "true");
        // After a kill -9 the new process waits until the session of the dead one ends.
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");
    }

    private static void network(Properties settings, int brokerPort, int controllerPort) {
        settings.put("listeners", "BROKER://127.0.0.1:" + brokerPort + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "BROKER://127.0.0.1:" + brokerPort);
        settings.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "BROKER");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("controller.quorum.bootstrap.servers", "127.0.0.1:" + controllerPort);
    }

    private static void internalTopics(Properties settings) {
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        // A machine may sleep over a weekend between a checkpoint of the job and the commit of its transaction.
        settings.put("transaction.max.timeout.ms", Long.toString(LONGEST_TRANSACTION.toMillis()));
        settings.put("group.initial.rebalance.delay.ms", "0");
        // An erasure waits for the cleaner twice; looking at the few logs of one machine costs nothing.
        settings.put("log.cleaner.backoff.ms", "1000");
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(CLEANER_DEDUPE_BYTES));
    }

    private static void limits(Properties settings) {
        settings.put("message.max.bytes", Integer.toString(TopicCatalogue.CLINIC_TOPIC_MAX_BYTES));
        settings.put("replica.fetch.max.bytes", Integer.toString(TopicCatalogue.CLINIC_TOPIC_MAX_BYTES));
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
    }
}
