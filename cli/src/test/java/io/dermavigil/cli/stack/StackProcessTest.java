package io.dermavigil.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dermavigil.broker.LoopbackPorts;
import io.dermavigil.cli.CommandRun;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.serving.store.EmbeddedStore;
import io.dermavigil.serving.store.Store;
import io.dermavigil.serving.store.StoreConfig;
import io.dermavigil.serving.store.StoreLogin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stack as people run it: in a process of its own, which is stopped, killed and started again. */
class StackProcessTest {

    @TempDir
    private Path temp;

    private String data;

    @BeforeEach
    void choose() {
        data = temp.resolve("data").toString();
    }

    @AfterEach
    void leaveNothingRunning() {
        StackFile.ifRunning(Path.of(data))
                .flatMap(stack -> ProcessHandle.of(stack.pid()))
                .ifPresent(process -> {
                    process.destroyForcibly();
                    process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
                });
        if (Files.exists(Path.of(data, "store"))) {
            // the database server outlives a killed stack, until the next one stops it
            EmbeddedStore.start(Path.of(data, "store")).close();
        }
    }

    @Test
    void countsOnAfterAStopAndAfterAKill() throws Exception {
        StackFile first = upWithStore();
        assertThat(first.restoredFrom()).isNull();
        simulate("1");
        requireEverySummaryAgrees();
        requireTheStoreFollows(first);
        requireAnswersToWhoeverHasAToken(first);
        assertThat(run("down").code()).isEqualTo(ExitCode.OK);
        assertThat(ProcessHandle.of(first.pid())).isEmpty();
        assertThat(run("status").code()).isEqualTo(ExitCode.STACK_UNREACHABLE);
        assertThat(run("down").code()).isEqualTo(ExitCode.STACK_UNREACHABLE);

        StackFile second = upWithStore();
        assertThat(second.restoredFrom()).startsWith("savepoints/");
        simulate("2");
        requireEverySummaryAgrees();
        kill(second);

        StackFile third = upWithStore();
        assertThat(third.restoredFrom()).startsWith("checkpoints/");
        simulate("3");
        requireEverySummaryAgrees();
        requireTheStoreFollows(third);
        JsonNode status =
                new ObjectMapper().readTree(run("status", "--output", "json").out());
        assertThat(status.get("pid").asLong()).isEqualTo(third.pid());
        assertThat(status.get("job").asText()).isEqualTo("RUNNING");
        assertThat(status.get("store").asText()).isEqualTo(third.store());
        assertThat(status.at("/topics/clinic.sessions/end").asLong()).isGreaterThanOrEqualTo(900);
        assertThat(status.at("/topics/clinic.sessions/behind").asLong()).isZero();
    }

    @Test
    void aReplayIsPutInUseWhenItHasCaughtUp() throws Exception {
        up();
        simulate("1");
        String before = chain();
        assertThat(run("down").code()).isEqualTo(ExitCode.OK);

        StackFile replaying = up("--replay");
        assertThat(replaying.restoredFrom()).isNull();
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(run("generations", "list").out().lines())
                        .anySatisfy(line -> assertThat(line).matches(" *2 +outcomes-2 .* yes *")));

        assertThat(chain()).isEqualTo(before);
        requireEverySummaryAgrees();
        assertThat(run("down").code()).isEqualTo(ExitCode.OK);
        StackFile again = up();
        assertThat(again.restoredFrom()).startsWith("savepoints.g2/");
        simulate("2");
        requireEverySummaryAgrees();
    }

    private String chain() {
        return run("summaries", "side-effects", "--by", "chain", "--output", "csv")
                .out();
    }

    @Test
    void aSecondOneOnTheSameFolderIsRefused() throws Exception {
        StackFile stack = up();
        CommandRun second = run("up", "--detach");
        assertThat(second.code()).isEqualTo(ExitCode.FAILED);
        assertThat(second.err()).contains("a stack already runs on " + data + " (pid " + stack.pid() + ")");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(data, "stack.log"))))
                .isEqualTo("rw-------");
    }

    /** The newest row of each account in the store is the one that the command reads from the topic. */
    private void requireTheStoreFollows(StackFile stack) {
        Path passwords = Path.of(data, "store", "passwords");
        StoreConfig config = StoreConfig.of(
                stack.store(),
                new StoreLogin("dermavigil_owner", passwords.resolve("dermavigil_owner.password")),
                passwords);
        try (Store store = Store.open(config)) {
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(sessionsInStore(store)).isEqualTo(sessionsInTopic()));
        }
    }

    private void requireAnswersToWhoeverHasAToken(StackFile stack) throws Exception {
        CommandRun created = run("token", "create", "--role", "safety");
        assertThat(created.code()).as(created.err()).isEqualTo(ExitCode.OK);
        HttpRequest.Builder question =
                HttpRequest.newBuilder(URI.create(stack.dashboard() + "/api/v1/side-effects?grouping=CHAIN"));
        HttpClient client = HttpClient.newHttpClient();

        assertThat(client.send(question.build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(401);
        question.header("Authorization", "Bearer " + created.out().strip());
        HttpResponse<String> answer = client.send(question.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new ObjectMapper().readTree(answer.body()).at("/count").asInt())
                .isPositive();

        String link = run("sign-in").out().strip();
        assertThat(link).startsWith(stack.dashboard() + "/sign-in?code=");
        assertThat(client.send(HttpRequest.newBuilder(URI.create(link)).build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(303);
    }

    private static List<String> sessionsInStore(Store store) {
        return store.safety()
                .withHandle(
                        handle -> handle.createQuery("""
                        SELECT setting || ' ' || sessions || ' ' || patients || ' ' || adverse_sessions
                          FROM serving.side_effects WHERE grouping = 'CHAIN' AND period_kind = 'ALL' AND setting = 'CLINIC'
                        """).mapTo(String.class).list());
    }

    private List<String> sessionsInTopic() throws Exception {
        List<String> rows = new ArrayList<>();
        CommandRun summaries = run("summaries", "side-effects", "--by", "chain", "--output", "json");
        assertThat(summaries.code()).as(summaries.err()).isZero();
        for (String line : summaries.out().lines().toList()) {
            JsonNode row = new ObjectMapper().readTree(line);
            rows.add(row.get("setting").asText()
                    + ' '
                    + row.get("sessions").asLong()
                    + ' '
                    + row.get("patients").asLong()
                    + ' '
                    + row.at("/adverse/sessions").asLong());
        }
        rows.sort(null);
        return rows;
    }

    private StackFile up(String... more) {
        List<String> all = new ArrayList<>(List.of(more));
        all.add("--no-serving");
        return upWithStore(all.toArray(String[]::new));
    }

    private StackFile upWithStore(String... more) {
        List<String> command = new ArrayList<>(List.of("up", "--detach"));
        command.addAll(List.of("--port", Integer.toString(LoopbackPorts.anyFree())));
        command.addAll(List.of(more));
        CommandRun run = run(command.toArray(String[]::new));
        assertThat(run.err()).contains("the stack runs in the background");
        assertThat(run.code()).isEqualTo(ExitCode.OK);
        return StackFile.ofRunning(Path.of(data));
    }

    private void simulate(String seed) {
        CommandRun run = run("simulate", "--clinics", "3", "--sessions", "300", "--seed", seed);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        await().atMost(Duration.ofMinutes(1)).until(this::everythingIsCounted);
    }

    /** Without this a comparison up to the progress would be one of nothing. */
    private boolean everythingIsCounted() throws Exception {
        JsonNode topics = new ObjectMapper()
                .readTree(run("status", "--output", "json").out())
                .get("topics");
        for (JsonNode topic : topics) {
            if (topic.get("behind").asLong() != 0) {
                return false;
            }
        }
        return topics.at("/clinic.sessions/end").asLong() > 0;
    }

    private void requireEverySummaryAgrees() {
        CommandRun run = run("reconcile");
        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.OK);
    }

    private static void kill(StackFile stack) {
        ProcessHandle process = ProcessHandle.of(stack.pid()).orElseThrow();
        assertThat(process.destroyForcibly()).isTrue();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private CommandRun run(String... args) {
        String[] all = new String[args.length + 2];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "--data";
        all[args.length + 1] = data;
        return CommandRun.of(all);
    }
}
