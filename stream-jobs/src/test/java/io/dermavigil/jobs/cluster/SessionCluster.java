package io.dermavigil.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dermavigil.broker.LoopbackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A session cluster of real processes, to which jobs are sent as an operator sends them: by {@code flink run}. */
final class SessionCluster implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern SUBMITTED = Pattern.compile("submitted with JobID ([0-9a-f]{32})");
    private static final List<String> SMALL = List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final List<String> WORKER =
            List.of("-Xmx288m", "-XX:MaxDirectMemorySize=160m", "-XX:MaxMetaspaceSize=192m", "-XX:+UseSerialGC");

    private final Path folder;
    private final Path conf;
    private final RestInterface rest;
    private final List<FlinkProcess> processes = new ArrayList<>();
    private final Map<String, FlinkProcess> taskManagers = new HashMap<>();
    private FlinkProcess jobManager;

    SessionCluster(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.conf = folder.resolve("conf");
        int restPort = LoopbackPorts.anyFree();
        int rpcPort = LoopbackPorts.anyFree();
        ClusterConf.write(conf, folder, rpcPort, restPort);
        rest = new RestInterface(restPort);
    }

    void startJobManager() throws IOException {
        jobManager = start(
                "job-manager",
                SMALL,
                "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                "--configDir",
                conf.toString());
    }

    void killJobManager() {
        jobManager.kill();
    }

    /** Starts a task manager and returns when it is registered. */
    FlinkProcess startTaskManager(String name) throws IOException {
        FlinkProcess taskManager = start(
                name,
                WORKER,
                "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                "--configDir",
                conf.toString(),
                "-Dtaskmanager.resource-id=" + name);
        taskManagers.put(name, taskManager);
        awaitRegistered(name);
        return taskManager;
    }

    void awaitRegistered(String name) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(rest.taskManagers()).contains(name));
    }

    void awaitRunningOn(String job, String taskManager) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(rest.runningOn(job)).containsExactly(taskManager));
    }

    /** Sends a job with parallelism 1 and returns its id. */
    String run(Path jar, Path restoreFrom, Map<String, String> options) throws Exception {
        List<String> main = new ArrayList<>(List.of("org.apache.flink.client.cli.CliFrontend", "run", "-d", "-p", "1"));
        if (restoreFrom != null) {
            main.addAll(List.of("-s", restoreFrom.toUri().toString()));
        }
        main.add(jar.toString());
        options.forEach((name, value) -> main.add(name + '=' + value));
        FlinkProcess client = start("client-" + processes.size(), SMALL, main.toArray(String[]::new));
        assertThat(client.exitCode(PATIENCE.toSeconds())).as(client.printed()).isZero();
        Matcher submitted = SUBMITTED.matcher(client.printed());
        assertThat(submitted.find()).as(client.printed()).isTrue();
        return submitted.group(1);
    }

    /** The newest completed checkpoint of a job. */
    Path newestCheckpoint(String job) throws IOException {
        try (Stream<Path> checkpoints = Files.list(folder.resolve("checkpoints").resolve(job))) {
            return checkpoints
                    .filter(checkpoint -> Files.exists(checkpoint.resolve("_metadata")))
                    .max(Comparator.comparingLong(SessionCluster::number))
                    .orElseThrow();
        }
    }

    private static long number(Path checkpoint) {
        return Long.parseLong(checkpoint.getFileName().toString().substring("chk-".length()));
    }

    private FlinkProcess start(String name, List<String> jvm, String... main) throws IOException {
        FlinkProcess process = FlinkProcess.start(conf, folder.resolve(name + ".log"), jvm, List.of(main));
        processes.add(process);
        return process;
    }

    /** Ends every process that was started, paused ones too. */
    @Override
    public void close() {
        for (FlinkProcess process : processes) {
            process.kill();
        }
    }
}
