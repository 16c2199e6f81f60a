package io.dermavigil.jobs.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM of the cluster, with what it prints in a file. Ends with this JVM at the latest. */
final class FlinkProcess {

    private static final List<String> OPENS = List.of("--add-opens=java.base/java.util=ALL-UNNAMED");

    private final Process process;
    private final Path log;

    private FlinkProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a main class of Flink.
     *
     * @param conf folder of Flink's and log4j's configuration
     * @param log file for what it prints
     * @param jvm options of the JVM
     * @param main class and its arguments
     */
    static FlinkProcess start(Path conf, Path log, List<String> jvm, List<String> main) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(OPENS);
        command.add("-Dlog4j2.configurationFile=" + conf.resolve("log4j2.properties"));
        command.addAll(List.of("-cp", FlinkClassPath.text()));
        command.addAll(main);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(Map.of("FLINK_CONF_DIR", conf.toString()));
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new FlinkProcess(process, log);
    }

    /** Stops it where it is, as a long garbage collection or a frozen machine does. */
    void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    /** Ends it without giving it a chance, paused or not, and returns when it is gone. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Waits for its own end. */
    int exitCode(long timeoutSeconds) throws InterruptedException, IOException {
        if (!process.waitFor(timeoutSeconds, TimeUnit.SECONDS)) {
            throw new AssertionError("no end after " + timeoutSeconds + " s:\n" + printed());
        }
        return process.exitValue();
    }

    String printed() throws IOException {
        return Files.readString(log);
    }

    /** How many lines contain a text. */
    long lines(String text) throws IOException {
        return printed().lines().filter(line -> line.contains(text)).count();
    }

    private void signal(String name) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IllegalStateException("cannot send SIG" + name + " to " + process.pid());
        }
    }
}
