package io.dermavigil.cli.generations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dermavigil.cli.CommandRun;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.reading.TestBroker;
import io.dermavigil.events.Setting;
import io.dermavigil.pipeline.PipelineProgress;
import io.dermavigil.schemas.accounts.AccountKey;
import io.dermavigil.schemas.topics.Generation;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.summaries.Grouping;
import io.dermavigil.summaries.Occurrence;
import io.dermavigil.summaries.Period;
import io.dermavigil.summaries.PeriodKind;
import io.dermavigil.summaries.SideEffectSummary;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("FutureReturnValueIgnored") // the commit fails when a send did
class GenerationsCommandTest {

    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    private static final AccountKey CHAIN =
            new AccountKey(Grouping.CHAIN, null, Setting.CLINIC, null, null, null, null, null);

    @TempDir
    private Path data;

    private TestBroker stack;

    @BeforeEach
    void start() {
        stack = TestBroker.start(data);
        publish(Generation.FIRST, 10, 100);
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void readersAreSwitchedOnceTheReplayHasCaughtUp() {
        assertThat(run("generations", "prepare", "2").code()).isEqualTo(ExitCode.OK);
        publish(new Generation(2), 9, 90);

        CommandRun early = run("generations", "switch", "2");
        assertThat(early.code()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(early.err())
                .contains("generation 2 has not caught up: it contains 9 offsets, generation 1 contains 10");
        assertThat(sessionsShown()).isEqualTo(100);

        publish(new Generation(2), 10, 111);
        assertThat(run("generations", "switch", "2").code()).isEqualTo(ExitCode.OK);

        assertThat(sessionsShown()).isEqualTo(111);
        assertThat(sessionsShown("--generation", "1")).isEqualTo(100);
        assertThat(run("generations", "list").out().lines())
                .anySatisfy(line -> assertThat(line).matches(" *1 +outcomes +rules-1 +10 +\\S+ *"))
                .anySatisfy(line -> assertThat(line).matches(" *2 +outcomes-2 +rules-2 +10 +\\S+ +yes *"));

        assertThat(run("generations", "switch", "1").code()).isEqualTo(ExitCode.OK);
        assertThat(sessionsShown()).isEqualTo(100);
    }

    @Test
    void generationsAreMadeOneAfterTheOther() {
        CommandRun skipped = run("generations", "prepare", "3");

        assertThat(skipped.code()).isEqualTo(ExitCode.FAILED);
        assertThat(skipped.err()).contains("the next generation is 2, not 3");
        assertThat(run("generations", "prepare", "0").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void laterGenerationsAreFoundWhenTheTopicsOfTheFirstAreDeleted() throws Exception {
        assertThat(run("generations", "prepare", "2").code()).isEqualTo(ExitCode.OK);
        publish(new Generation(2), 10, 111);
        assertThat(run("generations", "switch", "2").code()).isEqualTo(ExitCode.OK);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrap()))) {
            admin.deleteTopics(Set.of(TopicCatalogue.SIDE_EFFECTS)).all().get();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> !admin.listTopics().names().get().contains(TopicCatalogue.SIDE_EFFECTS));
        }

        assertThat(run("generations", "list").out().lines().skip(1))
                .singleElement()
                .asString()
                .contains("outcomes-2");
        assertThat(run("generations", "prepare", "3").code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void aGenerationThatNobodyMadeCannotBeUsed() {
        assertThat(run("generations", "switch", "2").code()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(run("generations", "switch", "1").err()).contains("in use already");
    }

    private int sessionsShown(String... more) {
        String[] args = new String[7 + more.length];
        System.arraycopy(
                new String[] {"summaries", "side-effects", "--by", "chain", "--output", "csv", "--setting=CLINIC"},
                0,
                args,
                0,
                7);
        System.arraycopy(more, 0, args, 7, more.length);
        String[] lines = run(args).out().split("\n", -1);
        int column = java.util.List.of(lines[0].split(",", -1)).indexOf("sessions");
        return Integer.parseInt(lines[1].split(",", -1)[column]);
    }

    private CommandRun run(String... args) {
        String[] all = new String[args.length + 2];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "--bootstrap";
        all[args.length + 1] = stack.bootstrap();
        return CommandRun.of(all);
    }

    private void publish(Generation generation, long offset, long sessions) {
        Occurrence none = new Occurrence(0L, 0L, 0.0, 0.0, 0.1);
        SideEffectSummary row = new SideEffectSummary(
                Grouping.CHAIN,
                new Period(PeriodKind.ALL, null),
                Setting.CLINIC,
                null,
                null,
                null,
                null,
                null,
                sessions,
                sessions,
                none,
                none,
                Map.of(),
                Map.of(),
                NOW);
        PipelineProgress progress = new PipelineProgress(
                generation.jobId(), "clinic.sessions", 1, offset, "rules-" + generation.number(), NOW);
        try (Producer<byte[], byte[]> producer = stack.beginTransaction()) {
            producer.send(TestBroker.row(generation.topic(TopicCatalogue.SIDE_EFFECTS), CHAIN.text(), row));
            producer.send(TestBroker.row(TopicCatalogue.PROGRESS, generation.jobId() + "|clinic.sessions|1", progress));
            producer.commitTransaction();
        }
    }
}
