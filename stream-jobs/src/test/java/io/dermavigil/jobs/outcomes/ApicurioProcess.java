package io.dermavigil.jobs.outcomes;

import static org.awaitility.Awaitility.await;

import io.dermavigil.schemas.registry.RegistryConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real Apicurio Registry in a process of its own, with its schemas in memory. */
final class ApicurioProcess implements AutoCloseable {

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(120);

    private final Process process;
    private final int port;

    private ApicurioProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a registry and returns when it answers.
     *
     * @param work folder for its temporary files and its log
     */
    static ApicurioProcess start(Path work) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path home = Path.of(System.getProperty("apicurio.folder"));
        Path log = work.resolve("apicurio.log");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + work,
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-jar",
                        runner(home).toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        ApicurioProcess registry = new ApicurioProcess(process, port);
        try {
            await().atMost(STARTS_WITHIN).until(registry::answers);
        } catch (RuntimeException e) {
            registry.close();
            throw new IllegalStateException("the registry did not start:\n" + Files.readString(log), e);
        }
        return registry;
    }

    private static Path runner(Path home) throws IOException {
        try (var files = Files.list(home)) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private boolean answers() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/subjects"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return HttpClient.newHttpClient()
                            .send(request, BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Base of its Confluent REST interface. */
    String url() {
        return "http://localhost:" + port + "/apis/ccompat/v7";
    }

    /** Its configuration with a patience that suits a test of its absence. */
    RegistryConfig config() {
        return new RegistryConfig(url(), null, null, null, Duration.ofSeconds(3));
    }

    /** Stops it where it is: connections are taken and nothing answers. */
    void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IllegalStateException("cannot send SIG" + name + " to " + process.pid());
        }
    }

    /** Ends it, paused or not, and returns when it is gone. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
