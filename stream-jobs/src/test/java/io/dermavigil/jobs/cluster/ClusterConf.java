package io.dermavigil.jobs.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Configuration of a small session cluster on loopback that notices within seconds that a process is gone. */
final class ClusterConf {

    private ClusterConf() {}

    static void write(Path conf, Path data, int rpcPort, int restPort) throws IOException {
        Files.createDirectories(conf);
        Files.createDirectories(data.resolve("tmp"));
        Files.write(conf.resolve("log4j2.properties"), logging());
        Files.write(conf.resolve("config.yaml"), flink(data, rpcPort, restPort));
    }

    private static List<String> flink(Path data, int rpcPort, int restPort) {
        return List.of(
                "jobmanager.rpc.address: 127.0.0.1",
                "jobmanager.rpc.port: " + rpcPort,
                "jobmanager.bind-host: 127.0.0.1",
                "rest.address: 127.0.0.1",
                "rest.bind-address: 127.0.0.1",
                "rest.port: " + restPort,
                "taskmanager.host: 127.0.0.1",
                "taskmanager.bind-host: 127.0.0.1",
                "taskmanager.numberOfTaskSlots: 1",
                "taskmanager.cpu.cores: 1",
                "taskmanager.memory.framework.heap.size: 96m",
                "taskmanager.memory.framework.off-heap.size: 64m",
                "taskmanager.memory.jvm-metaspace.size: 192m",
                "taskmanager.memory.jvm-overhead.min: 96m",
                "taskmanager.memory.jvm-overhead.max: 96m",
                "taskmanager.memory.task.heap.size: 192m",
                "taskmanager.memory.task.off-heap.size: 64m",
                "taskmanager.memory.network.min: 32m",
                "taskmanager.memory.network.max: 32m",
                "taskmanager.memory.managed.size: 32m",
                "cluster.registration.error-delay: 500 ms",
                "heartbeat.interval: 500 ms",
                "heartbeat.timeout: 3 s",
                "restart-strategy.type: fixed-delay",
                "restart-strategy.fixed-delay.attempts: 1000",
                "restart-strategy.fixed-delay.delay: 100 ms",
                "state.backend.type: rocksdb",
                "execution.checkpointing.storage: filesystem",
                "execution.checkpointing.dir: " + data.resolve("checkpoints").toUri(),
                "io.tmp.dirs: " + data.resolve("tmp"));
    }

    private static List<String> logging() {
        return List.of(
                "rootLogger.level = INFO",
                "rootLogger.appenderRef.console.ref = console",
                "appender.console.type = Console",
                "appender.console.name = console",
                "appender.console.layout.type = PatternLayout",
                "appender.console.layout.pattern = %d{HH:mm:ss.SSS} %-5p %c{1} %m%n%ex{12}");
    }
}
