package io.dermavigil.benchmarks;

import io.dermavigil.broker.LocalBroker;
import io.dermavigil.broker.LocalBrokerConfig;
import io.dermavigil.broker.Topics;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.serving.ServingConfig;
import io.dermavigil.serving.ServingProcess;
import io.dermavigil.serving.materializer.MaterializerConfig;
import io.dermavigil.serving.rest.RestConfig;
import io.dermavigil.serving.rest.RestServer;
import io.dermavigil.serving.store.EmbeddedStore;
import io.dermavigil.serving.tokens.Role;
import io.dermavigil.serving.tokens.Tokens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Attacks the stream of changes with idle connections and ends with 1 unless exactly as many are served as there are places, all
 * others are refused with a problem and Retry-After, other questions are answered meanwhile, and places are free afterwards.
 */
@Command(
        name = "flood",
        mixinStandardHelpOptions = true,
        description = "Opens thousands of idle streams and checks that the server bears it.")
public final class SseFlood implements Callable<Integer> {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final int TOKENS = 20;
    private static final Duration FREED_WITHIN = Duration.ofSeconds(60);

    @Option(
            names = "--connections",
            defaultValue = "10000",
            description =
                    "Connections, which both this process and another must be allowed (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--answered-within",
            defaultValue = "5000",
            description = "Longest answer to another question meanwhile, ms (default: ${DEFAULT-VALUE}).")
    private int answeredWithin;

    @Option(names = "--data", required = true, description = "New folder for broker and store.")
    private Path data;

    @Spec
    private CommandSpec spec;

    private final List<String> failures = new ArrayList<>();

    private SseFlood() {}

    /** Runs the attack and ends the process. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new SseFlood()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(data);
        try (LocalBroker broker = LocalBroker.start(LocalBrokerConfig.onAnyPort(data.resolve("broker")));
                EmbeddedStore server = EmbeddedStore.start(data.resolve("store"))) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) broker.bootstrapServers()))) {
                Topics.create(admin, TopicCatalogue.outcomes(), (short) 1);
            }
            ServingConfig config = ServingConfig.of(server.config(), MaterializerConfig.of(broker.bootstrapServers()));
            try (ServingProcess serving = ServingProcess.start(config);
                    RestServer rest = RestServer.start(RestConfig.loopback(0), serving, "flood")) {
                attack(serving, rest);
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        failures.forEach(failure -> out.println("FAILED: " + failure));
        out.flush();
        return failures.isEmpty() ? 0 : 1;
    }

    private void attack(ServingProcess serving, RestServer rest) throws Exception {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < TOKENS; i++) {
            tokens.add(new Tokens(serving.store().writer())
                    .create(Role.SAFETY, "flood", Duration.ofHours(1))
                    .secret()
                    .text());
        }
        Path tokenFile = Files.write(data.resolve("tokens"), tokens);
        Process attacker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        IdleStreams.class.getName(),
                        Integer.toString(rest.port()),
                        Integer.toString(connections),
                        tokenFile.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            CompletableFuture<Map<String, Integer>> statuses = CompletableFuture.supplyAsync(() -> read(attacker));
            double[] millis = askMeanwhile(rest, tokens.get(0), statuses);
            check(rest, statuses.get(), millis);
            attacker.getOutputStream().close();
            long closed = System.nanoTime();
            awaitNone(rest);
            double freed = (System.nanoTime() - closed) / 1e9;
            int again = status(rest, tokens.get(1), "/stream");
            require(again == 200, "a new stream was answered " + again);
            say("all places free after %.1f s, a new stream is answered %d", freed, again);
        } finally {
            attacker.destroyForcibly();
        }
    }

    private static Map<String, Integer> read(Process attacker) {
        Map<String, Integer> statuses = new TreeMap<>();
        try {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(attacker.getInputStream(), StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null && !line.equals("done"); line = lines.readLine()) {
                String[] words = line.split(" ", -1);
                if (words[0].equals("status")) {
                    statuses.put(words[1], Integer.valueOf(words[2]));
                }
            }
            return statuses;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double[] askMeanwhile(RestServer rest, String token, CompletableFuture<?> end) throws Exception {
        List<Double> millis = new ArrayList<>();
        while (!end.isDone()) {
            long start = System.nanoTime();
            int status = status(rest, token, "/side-effects?grouping=STRATUM");
            millis.add((System.nanoTime() - start) / 1e6);
            require(status == 200, "another question was answered " + status);
            LockSupport.parkNanos(20_000_000);
        }
        return millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    private void check(RestServer rest, Map<String, Integer> statuses, double[] millis) {
        int served = statuses.getOrDefault("200", 0);
        int refused = statuses.getOrDefault("503", 0) + statuses.getOrDefault("429", 0);
        say(
                "%d connections: %s, %d streams are open",
                connections, statuses, rest.changes().open());
        require(served == Math.min(connections, RestConfig.DEFAULT_STREAMS), served + " streams were served");
        require(rest.changes().open() == served, rest.changes().open() + " streams are open");
        require(served + refused == connections, "not every refusal was polite: " + statuses);
        double longest = millis[millis.length - 1];
        say(
                "%d other questions meanwhile: p50 %.1f ms, longest %.1f ms",
                millis.length, millis[millis.length / 2], longest);
        require(longest <= answeredWithin, "an answer took " + Math.round(longest) + " ms");
    }

    private void awaitNone(RestServer rest) {
        long deadline = System.nanoTime() + FREED_WITHIN.toNanos();
        while (rest.changes().open() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(50_000_000);
        }
        require(rest.changes().open() == 0, rest.changes().open() + " streams are still open");
    }

    private static int status(RestServer rest, String token, String question) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(rest.url() + "/api/v1" + question))
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<InputStream> answer = CLIENT.send(request, BodyHandlers.ofInputStream());
        answer.body().close();
        return answer.statusCode();
    }

    private void require(boolean holds, String failure) {
        if (!holds) {
            failures.add(failure);
        }
    }

    private void say(String form, Object... values) {
        spec.commandLine().getOut().println(String.format(Locale.ROOT, form, values));
        spec.commandLine().getOut().flush();
    }
}
