package io.dermavigil.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.dermavigil.broker.LoopbackPorts;
import io.dermavigil.cli.CommandRun;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.reading.TestBroker;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job commands against a real job manager, with the job's real jar. */
class JobCommandTest {

    private static final Path JAR = Path.of("../stream-jobs/target/outcomes-job.jar");
    private static final int SLOTS = 2;
    private static final Pattern RESTORE = Pattern.compile("--restore (\\S+)");

    @TempDir
    private Path folder;

    private TestBroker broker;
    private MiniCluster cluster;
    private String flink;

    @BeforeEach
    void start() throws Exception {
        // there in every `mvn verify`; `mvn test` packages nothing
        assumeThat(JAR).exists();
        broker = TestBroker.start(folder.resolve("broker"));
        cluster = cluster();
        flink = cluster.getRestAddress().get().toString();
    }

    @AfterEach
    void stop() {
        if (cluster != null) {
            cluster.closeAsync().join();
            broker.close();
        }
    }

    @Test
    void aJobIsSubmittedUpgradedStoppedAndStartedAgain() throws Exception {
        CommandRun submitted = job(
                "submit",
                "--state",
                state(),
                "--parallelism",
                "2",
                "kafka.bootstrap.servers=" + broker.bootstrap(),
                "checkpoint-interval=PT0.5S");
        assertThat(submitted.code()).as(submitted.err()).isZero();
        String first = submitted.out().strip();
        assertThat(job("list").out()).containsPattern(first + " +dermavigil-outcomes +RUNNING");

        CommandRun again = job("submit", "kafka.bootstrap.servers=" + broker.bootstrap());
        assertThat(again.code()).isEqualTo(ExitCode.FAILED);
        assertThat(again.err()).contains("runs already as " + first);

        awaitCheckpoint(first);
        CommandRun upgraded = job("upgrade");
        assertThat(upgraded.code()).as(upgraded.err()).isZero();
        assertThat(upgraded.err())
                .containsPattern("stopped with savepoint file:/+"
                        + folder.resolve("state").toString().substring(1));
        String second = upgraded.out().strip();
        assertThat(job("list").out())
                .containsPattern(first + " +dermavigil-outcomes +FINISHED")
                .containsPattern(second + " +dermavigil-outcomes +RUNNING");
        assertThat(mostTasks(second)).isEqualTo(2);

        awaitCheckpoint(second);
        CommandRun refused = job("upgrade", "transaction-timeout=P30D");
        assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.err())
                .contains("transaction-timeout must be")
                .contains("Nothing is lost", "--parallelism 2", "--state file:/");
        Matcher restore = RESTORE.matcher(refused.err());
        assertThat(restore.find()).isTrue();

        CommandRun back = job(
                "submit",
                "--restore",
                restore.group(1),
                "--state",
                state(),
                "kafka.bootstrap.servers=" + broker.bootstrap(),
                "checkpoint-interval=PT0.5S");
        assertThat(back.code()).as(back.err()).isZero();
        CommandRun stopped = job("stop");
        assertThat(stopped.code()).as(stopped.err()).isZero();
        assertThat(stopped.out()).startsWith("file:");
        assertThat(job("stop").err()).contains("no dermavigil-outcomes runs");
    }

    @Test
    void aForgottenJobIsKeptFromItsNewestCheckpoint() throws Exception {
        Path own = folder.resolve("state");
        Submission wanted = new Submission(
                JAR,
                Map.of("kafka.bootstrap.servers", broker.bootstrap(), "checkpoint-interval", "PT0.5S"),
                1,
                state());
        List<String> told = new ArrayList<>();
        JobKeeper keeper = new JobKeeper(
                new JobCluster(new FlinkRest(URI.create(flink))), wanted, own, Duration.ofMinutes(1), told::add);
        assertThat(keeper.look()).isTrue();
        assertThat(told.get(0)).contains("submitting it without state");
        awaitCheckpoint(told.get(1).replaceAll(".* runs as ", ""));

        cluster.closeAsync().join();
        assertThat(keeper.look()).isFalse();
        cluster = cluster();
        told.clear();
        JobKeeper after = new JobKeeper(
                new JobCluster(new FlinkRest(cluster.getRestAddress().get())),
                wanted,
                own,
                Duration.ofMinutes(1),
                told::add);
        assertThat(after.look()).isTrue();
        assertThat(told.get(0)).containsPattern("submitting it from file:.*/chk-\\d+");
        assertThat(after.look()).isTrue();

        flink = cluster.getRestAddress().get().toString();
        assertThat(job("stop").code()).isZero();
        told.clear();
        assertThat(after.look()).isFalse();
        assertThat(told).containsExactly("dermavigil-outcomes is FINISHED; it is left so");
    }

    @Test
    void aJobThatWaitsForTaskSlotsDoesNotCountAsRunning() throws Exception {
        Submission tooWide =
                new Submission(JAR, Map.of("kafka.bootstrap.servers", broker.bootstrap()), SLOTS + 1, state());
        List<String> told = new ArrayList<>();
        JobKeeper keeper = new JobKeeper(
                new JobCluster(new FlinkRest(URI.create(flink))),
                tooWide,
                folder.resolve("state"),
                Duration.ofSeconds(2),
                told::add);
        assertThat(keeper.look()).isFalse();
        assertThat(told.get(told.size() - 1)).contains("does not run after 2 s; are there free task slots?");
        assertThat(keeper.look()).isFalse();
        assertThat(told.get(told.size() - 1))
                .isEqualTo("dermavigil-outcomes is RUNNING, but not all of its tasks are; has it task slots?");
    }

    @Test
    void whatIsWrongIsTold() {
        assertThat(CommandRun.of("job", "list", "--flink", "jobmanager:8081").err())
                .contains("no address like http://jobmanager:8081");
        CommandRun nobody = CommandRun.of("job", "list", "--flink", "http://127.0.0.1:" + LoopbackPorts.anyFree());
        assertThat(nobody.code()).isEqualTo(ExitCode.STACK_UNREACHABLE);
        CommandRun option = job("submit", "checkpoint-interval");
        assertThat(option.code()).isEqualTo(ExitCode.USAGE);
        assertThat(option.err()).contains("options of the job are NAME=VALUE");
        CommandRun unknown = job("submit", "kafka.bootstrap.servers=" + broker.bootstrap(), "colour=blue");
        assertThat(unknown.code()).isEqualTo(ExitCode.FAILED);
        assertThat(unknown.err()).contains("unknown option colour");
        assertThat(job("submit", "--jar", folder.resolve("none.jar").toString(), "a=b")
                        .err())
                .contains("there is no readable file");
        assertThat(job("upgrade").err()).contains("no dermavigil-outcomes runs");
    }

    private CommandRun job(String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of("job", command, "--flink", flink));
        if (List.of("submit", "upgrade").contains(command)
                && !List.of(arguments).contains("--jar")) {
            all.addAll(List.of("--jar", JAR.toString()));
        }
        all.addAll(List.of(arguments));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private int mostTasks(String job) {
        int most = 0;
        for (JsonNode vertex :
                new FlinkRest(URI.create(flink)).get("/jobs/" + job).path("vertices")) {
            most = Math.max(most, vertex.path("parallelism").asInt());
        }
        return most;
    }

    private String state() {
        return "file://" + folder.resolve("state");
    }

    private void awaitCheckpoint(String job) {
        Path checkpoints = folder.resolve("state").resolve(job);
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            if (!Files.isDirectory(checkpoints)) {
                return false;
            }
            try (var found = Files.walk(checkpoints)) {
                return found.anyMatch(file -> file.endsWith("_metadata"));
            }
        });
    }

    private MiniCluster cluster() throws Exception {
        Configuration settings = new Configuration();
        settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.resolve("elsewhere").toUri().toString());
        // the job's classes are those of this test, too
        settings.set(CoreOptions.CLASSLOADER_RESOLVE_ORDER, "parent-first");
        settings.set(WebOptions.TMP_DIR, folder.resolve("web").toString());
        MiniCluster started = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(SLOTS)
                .withRandomPorts()
                .build());
        started.start();
        return started;
    }
}
