package io.dermavigil.cli.baselines;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.cli.CommandRun;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.reading.Connection;
import io.dermavigil.cli.reading.TestBroker;
import io.dermavigil.schemas.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselinesCommandTest {

    @TempDir
    private Path folder;

    private TestBroker stack;

    @BeforeEach
    void start() {
        stack = TestBroker.start(folder.resolve("broker"));
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void aTableIsPublishedEditedAndPublishedAgain() throws Exception {
        assertThat(run("list").err()).contains("No baselines.");
        assertThat(run("publish").err()).contains("baselines of shipped-1: 11 published, 0 unchanged, 0 withdrawn");
        assertThat(run("publish").err()).contains("baselines of shipped-1: 0 published, 11 unchanged, 0 withdrawn");

        CommandRun listed = run("list", "--output", "csv");
        assertThat(listed.out().lines()).hasSize(12);
        Path file = folder.resolve("mine.csv");
        Files.writeString(
                file,
                listed.out()
                        .lines()
                        .filter(line -> !line.contains("MELASMA"))
                        .map(line -> line.replace(
                                        ",IV,HYPERPIGMENTATION,0.04,PATIENT,,", ",IV,HYPERPIGMENTATION,0.01,SESSION,4,")
                                + "\n")
                        .reduce("", String::concat));
        CommandRun published = run("publish", "--file", file.toString());

        assertThat(published.code()).as(published.err()).isEqualTo(ExitCode.OK);
        // the name of the table is part of each baseline, so all ten are other than before
        assertThat(published.err())
                .containsPattern("baselines of mine\\.csv-[0-9a-f]{8}: 10 published, 0 unchanged, 1 withdrawn");
        assertThat(run("list").out().lines())
                .hasSize(11)
                .anySatisfy(line -> assertThat(line)
                        .matches("CLINIC +every +IV +HYPERPIGMENTATION +1\\.00 % +SESSION, 4 a course +3\\.94 % +.*"))
                .noneMatch(line -> line.contains("MELASMA"));
        assertThat(run("list", "--output", "json").out().lines())
                .hasSize(10)
                .allMatch(line -> line.startsWith("{\"setting\":\"CLINIC\","));
    }

    @Test
    void aFileWithAProblemChangesNothing() throws Exception {
        run("publish");
        Path file = folder.resolve("bad.csv");
        Files.writeString(file, run("list", "--output", "csv").out().replace(",0.04,", ",4 %,"));
        CommandRun refused = run("publish", "--file", file.toString());

        assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.err())
                .contains("nothing was published, the table has 1 problems:")
                .containsPattern("bad\\.csv, line \\d+, rate: must be a number such as 0\\.04");
        assertThat(run("list").out().lines()).hasSize(12);
        assertThat(run("publish", "--file", folder.resolve("none.csv").toString())
                        .code())
                .isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aStartPublishesTheShippedTableOnlyWhereThereNeverWasOne() throws Exception {
        List<String> told = new ArrayList<>();
        Connection connection = Connection.plain(stack.bootstrap());

        ShippedBaselines.publishIfNone(connection, told::add);
        assertThat(told).singleElement().asString().startsWith("published the 11 shipped baselines");
        Path empty = folder.resolve("empty.csv");
        Files.writeString(
                empty, run("list", "--output", "csv").out().lines().findFirst().orElseThrow() + "\n");
        assertThat(run("publish", "--file", empty.toString()).err()).contains("0 published, 0 unchanged, 11 withdrawn");
        ShippedBaselines.publishIfNone(connection, told::add);

        assertThat(told).hasSize(1);
        assertThat(run("list").out().lines()).hasSize(1);
    }

    @Test
    void aRecordThatCannotBeReadIsReplaced() throws Exception {
        try (Producer<byte[], byte[]> producer = stack.beginTransaction()) {
            producer.send(record("CLINIC||IV|HYPERPIGMENTATION")).get();
            producer.send(record("nonsense")).get();
            producer.commitTransaction();
        }
        assertThat(run("list").out().lines()).hasSize(1);

        assertThat(run("publish").err()).contains("11 published, 0 unchanged, 1 withdrawn");
        assertThat(run("list").out().lines()).hasSize(12);
    }

    private static ProducerRecord<byte[], byte[]> record(String key) {
        return new ProducerRecord<>(TopicCatalogue.BASELINES, key.getBytes(StandardCharsets.UTF_8), new byte[] {1});
    }

    private CommandRun run(String... args) {
        List<String> all = new ArrayList<>(List.of("baselines"));
        all.addAll(List.of(args));
        all.addAll(List.of("--bootstrap", stack.bootstrap()));
        return CommandRun.of(all.toArray(String[]::new));
    }
}
