package io.dermavigil.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import io.dermavigil.cli.jobs.FlinkRest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;

/** The stack of {@code docker-compose.yml} under a name of its own, brought up as its page says and taken down for good. */
final class ComposeStack implements AutoCloseable {

    private static final Path CHECKOUT = Path.of("../..").toAbsolutePath().normalize();
    private static final Duration START = Duration.ofMinutes(8);
    private static final Duration COMMAND = Duration.ofMinutes(5);

    private final String project =
            "dermavigil-test-" + UUID.randomUUID().toString().substring(0, 8);

    private ComposeStack() {}

    static ComposeStack up() {
        ComposeStack stack = new ComposeStack();
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
        Shell.Result started = stack.compose(START, "up", "--wait", "--build", "--quiet-pull");
        if (started.code() != 0) {
            throw new AssertionError(started.err() + stack.logs());
        }
        return stack;
    }

    /** Runs Compose on this stack. */
    Shell.Result compose(Duration timeout, String... arguments) {
        return start(arguments).await(timeout);
    }

    private Shell.Running start(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "docker",
                "compose",
                "-p",
                project,
                "--project-directory",
                CHECKOUT.toString(),
                "-f",
                CHECKOUT.resolve("docker-compose.yml").toString(),
                "-f",
                CHECKOUT.resolve("deploy/container-tests/compose.override.yml").toString()));
        command.addAll(List.of(arguments));
        Map<String, String> environment = new HashMap<>();
        for (String port : List.of(
                "BROKER_PORT", "FLINK_PORT", "MONITOR_PORT", "POSTGRES_PORT", "SERVING_PORT", "REGISTRY_PORT")) {
            environment.put(port, "0");
        }
        environment.put("COMPOSE_PROFILES", "registry");
        environment.put("REGISTRY_URL", "http://registry:8080/apis/ccompat/v7");
        return Shell.start(environment, command);
    }

    /** Runs a command as the principal that reads for people. */
    Shell.Result cli(String... arguments) {
        return startService("cli", arguments).await(COMMAND);
    }

    /** Runs a command as the operator. */
    Shell.Result operator(String... arguments) {
        return startService("operator", arguments).await(COMMAND);
    }

    /**
     * Starts a publisher as the trusted writer of the shared topics.
     *
     * @param how framing and clock
     */
    Shell.Running publisher(PublisherKind how, String... arguments) {
        List<String> run = new ArrayList<>(List.of("run", "--rm", "-T", "--no-deps"));
        run.addAll(how.composeOptions());
        run.add("simulator");
        run.addAll(List.of(arguments));
        return start(run.toArray(String[]::new));
    }

    /** Runs a program of its image as a service, in place of what the service runs. */
    Shell.Result inPlaceOf(String service, String program, String... arguments) {
        List<String> run = new ArrayList<>(List.of("run", "--rm", "-T", "--no-deps", "--entrypoint", program, service));
        run.addAll(List.of(arguments));
        return start(run.toArray(String[]::new)).await(COMMAND);
    }

    /** Runs a command that talks to the job manager. */
    Shell.Result job(String... arguments) {
        List<String> run =
                new ArrayList<>(List.of("run", "--rm", "-T", "--no-deps", "--entrypoint", "dermavigil", "cli", "job"));
        run.addAll(List.of(arguments));
        run.addAll(List.of("--flink", "http://jobmanager:8081"));
        return start(run.toArray(String[]::new)).await(COMMAND);
    }

    private Shell.Running startService(String service, String... arguments) {
        List<String> run = new ArrayList<>(List.of("run", "--rm", "-T", "--no-deps", service));
        run.addAll(List.of(arguments));
        return start(run.toArray(String[]::new));
    }

    /** Ends a service without giving it a chance; it stays down. */
    void kill(String service) {
        DockerClient client = DockerClientFactory.instance().client();
        String id = container(service);
        client.killContainerCmd(id).exec();
        // a start before its end is none
        client.waitContainerCmd(id).start().awaitStatusCode(30, TimeUnit.SECONDS);
    }

    /** Stops every process of a service where it is. */
    void pause(String service) {
        String id = container(service);
        // an engine that cannot stop all threads within its short time thaws them again and says so
        await().atMost(COMMAND)
                .ignoreExceptionsInstanceOf(InternalServerErrorException.class)
                .until(() -> {
                    DockerClientFactory.instance()
                            .client()
                            .pauseContainerCmd(id)
                            .exec();
                    return true;
                });
    }

    void unpause(String service) {
        DockerClientFactory.instance()
                .client()
                .unpauseContainerCmd(container(service))
                .exec();
    }

    void start(String service) {
        DockerClientFactory.instance()
                .client()
                .startContainerCmd(container(service))
                .exec();
    }

    void restart(String service) {
        DockerClientFactory.instance()
                .client()
                .restartContainerCmd(container(service))
                .withTimeout(20)
                .exec();
    }

    /** Runs a program inside a service's container. */
    Shell.Result exec(String service, String... command) {
        List<String> run = new ArrayList<>(List.of("exec", "-T", service));
        run.addAll(List.of(command));
        return compose(COMMAND, run.toArray(String[]::new));
    }

    /** Bytes in the broker's log of the shared clinic topics: they grow while somebody publishes. */
    long clinicLogBytes() {
        String sizes = exec(
                        "broker",
                        "sh",
                        "-c",
                        "cd /var/lib/kafka/data && stat -c %s clinic.sessions-*/*.log clinic.reactions-*/*.log clinic.ratings-*/*.log")
                .success();
        return sizes.lines().mapToLong(Long::parseLong).sum();
    }

    /** Id of a service's only container. */
    String container(String service) {
        String ids = compose(COMMAND, "ps", "-a", "-q", service).success().strip();
        assertThat(ids.lines().toList()).as("containers of " + service).hasSize(1);
        return ids;
    }

    /** Ids of all containers. */
    List<String> containers() {
        return compose(COMMAND, "ps", "-a", "-q").success().lines().toList();
    }

    /** The job manager's REST interface, at the port that was published for it; it changes when the service starts anew. */
    FlinkRest flink() {
        String address =
                compose(COMMAND, "port", "jobmanager", "8081").success().strip();
        return new FlinkRest(URI.create("http://" + address));
    }

    /** The REST interface of serving, at the port that was published for it. */
    RestInterface rest() {
        String address = compose(COMMAND, "port", "serving", "8080").success().strip();
        return new RestInterface(URI.create("http://" + address));
    }

    private String logs() {
        return compose(COMMAND, "logs", "--tail", "40").out();
    }

    @Override
    public void close() {
        compose(COMMAND, "--profile", "*", "down", "-v", "--remove-orphans", "-t", "5")
                .success();
        String left = Shell.run(
                        COMMAND,
                        "docker",
                        "volume",
                        "ls",
                        "-q",
                        "--filter",
                        "label=com.docker.compose.project=" + project)
                .success();
        assertThat(left).as("volumes that 'down -v' has left").isBlank();
    }
}
