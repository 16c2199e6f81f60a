package io.dermavigil.cli.releases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dermavigil.cli.CommandRun;
import io.dermavigil.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands, on the store of a data folder, as somebody types them. */
class ReleaseAndExportCommandsTest {

    @TempDir
    static Path data;

    @TempDir
    Path folder;

    private static FilledStore filled;

    @BeforeAll
    static void start() {
        filled = FilledStore.start(data);
        CommandRun first = run("release", "now");
        assertThat(first.code()).as(first.err()).isEqualTo(ExitCode.OK);
        assertThat(first.out())
                .matches("release 1 as of 2026-04-02T09:12:44Z: \\d+ numbers shown, 0 carried, \\d+ suppressed\n");
    }

    @AfterAll
    static void stop() {
        filled.close();
    }

    private static CommandRun run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--data", data.toString()));
        return CommandRun.of(all.toArray(String[]::new));
    }

    @Test
    void aReleaseFollowsTheOtherAndItsThresholdFallsOnlyByHand() {
        assertThat(run("release", "now", "--suppress-below", "20").code()).isEqualTo(ExitCode.OK);
        assertThat(thresholds()).endsWith("20");

        CommandRun refused = run("release", "now", "--suppress-below", "5");
        assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("threshold 20").contains("--suppress-below 5 --lower");
        assertThat(thresholds()).endsWith("20");

        assertThat(run("release", "now", "--suppress-below", "5", "--lower").code())
                .isEqualTo(ExitCode.OK);
        assertThat(run("release", "now").out()).contains("numbers shown");
        assertThat(thresholds()).endsWith("5", "5");
    }

    private static List<String> thresholds() {
        CommandRun list = run("release", "list");
        assertThat(list.code()).as(list.err()).isEqualTo(ExitCode.OK);
        assertThat(list.out().lines().findFirst().orElseThrow().strip().split(" {2,}"))
                .containsExactly("release", "made at", "as of", "threshold", "shown", "carried", "suppressed");
        return Pattern.compile("(?m)^ *\\d+ +\\S+Z +2026-04-02T09:12:44Z +(\\d+) ")
                .matcher(list.out())
                .results()
                .map((MatchResult row) -> row.group(1))
                .toList();
    }

    @Test
    void countsOfTwoMomentsAreNotReleased() {
        int before = thresholds().size();
        String chain =
                "UPDATE raw.side_effects SET patients = patients + %d WHERE grouping = 'CHAIN' AND period_kind = 'ALL'";
        filled.store.writer().useHandle(handle -> handle.execute(chain.formatted(1000)));
        try {
            CommandRun run = run("release", "now");
            assertThat(run.code()).isEqualTo(ExitCode.FAILED);
            assertThat(run.err()).contains("not of one moment").doesNotContain("1260");
        } finally {
            filled.store.writer().useHandle(handle -> handle.execute(chain.formatted(-1000)));
        }
        assertThat(thresholds()).hasSize(before);
    }

    @Test
    void aReleaseIsExportedByMonthAndIsTheOneThatWasListed() throws IOException {
        Path to = folder.resolve("released");
        CommandRun run = run("export", "--release", "1", "--format", "csv", "--to", to.toString());

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("wrote 3 files with 18 rows to " + to + System.lineSeparator());
        assertThat(filesOf(to))
                .containsExactlyInAnyOrder(
                        "manifest.json",
                        "side_effects/period=ALL/side_effects.csv",
                        "side_effects/period=2026-02/side_effects.csv",
                        "side_effects/period=2026-03/side_effects.csv");
        assertThat(Files.readAllLines(to.resolve("side_effects/period=2026-02/side_effects.csv")))
                .hasSize(1 + 6)
                .anyMatch(line -> line.startsWith("1,MONTH,2026-02-01,CLINIC,ACNE_SCAR,IV,60,30,0.5,"));
        JsonNode manifest =
                new ObjectMapper().readTree(to.resolve("manifest.json").toFile());
        assertThat(manifest.at("/release").asInt()).isEqualTo(1);
        assertThat(manifest.at("/threshold").asInt()).isEqualTo(11);
    }

    @Test
    void aFolderThatIsNotEmptyIsLeftAloneUnlessItMayBeReplaced() throws IOException {
        Path mine = Files.writeString(folder.resolve("mine.txt"), "mine");

        CommandRun refused = run("export", "--to", folder.toString());
        assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.err()).contains(folder + " is not empty").contains("--overwrite");
        assertThat(mine).hasContent("mine");

        assertThat(run("export", "--to", folder.toString(), "--overwrite").code())
                .isEqualTo(ExitCode.OK);
        assertThat(mine).doesNotExist();
        assertThat(folder.resolve("side_effects/period=2026-03/side_effects.csv"))
                .isNotEmptyFile();
    }

    @Test
    void casesAreWrittenWhenAskedForAndForTheirOwnerOnly() throws IOException {
        Path to = folder.resolve("cases");
        CommandRun run = run("export", "--cases", "--format", "parquet", "--to", to.toString());

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.err()).contains("rows of single patients").doesNotContain("patient-1");
        Path sessions = to.resolve("sessions/period=2026-03/sessions.parquet");
        assertThat(Files.readAllBytes(sessions)).startsWith('P', 'A', 'R', '1');
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(sessions)))
                .isEqualTo("rw-------");

        Path live = folder.resolve("live");
        assertThat(run("export", "--to", live.toString()).code()).isEqualTo(ExitCode.OK);
        assertThat(filesOf(live)).noneMatch(path -> path.startsWith("sessions"));
        Path released = folder.resolve("none");
        CommandRun refused = run("export", "--cases", "--release", "newest", "--to", released.toString());
        assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("a release holds no cases");
        assertThat(released).doesNotExist();
    }

    @Test
    void theDictionaryIsThePageOfTheDocuments() throws IOException {
        CommandRun run = run("export", "--dictionary");
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).isEqualTo(Files.readString(Path.of("../docs/data-dictionary.md")));
        assertThat(run.out()).contains("## `serving.sessions`").contains("## `serving.reaction_reports`");
    }

    @Test
    void whatSaysNothingIsRefused() {
        for (String[] wrong : new String[][] {
            {"export"},
            {"export", "--to", "x", "--dictionary"},
            {"export", "--to", "x", "--release", "0"},
            {"export", "--to", "x", "--format", "xlsx"},
            {"release", "now", "--suppress-below", "1"},
            {"release", "now", "--suppress-below", "1001"},
            {"release", "now", "--lower"},
            {"up", "--no-serving", "--release-calendar", "manual"},
            {"up", "--release-calendar", "weekly"},
        }) {
            CommandRun run = run(wrong);
            assertThat(run.code()).as(String.join(" ", wrong)).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains(wrong[0]);
        }
        CommandRun serve = CommandRun.of(
                "serve",
                "--bootstrap",
                "127.0.0.1:1",
                "--store",
                "jdbc:postgresql://127.0.0.1:1/none",
                "--store-user",
                "nobody",
                "--suppress-below",
                "1");
        assertThat(serve.code()).isEqualTo(ExitCode.USAGE);
        assertThat(serve.err()).contains("--suppress-below: 2 to 1000");
    }

    @Test
    void thereIsNoSuchRelease() {
        CommandRun run =
                run("export", "--release", "999", "--to", folder.resolve("none").toString());
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("there is no such release");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void withoutAStackTheyEndWithFour() {
        for (String[] command : new String[][] {
            {"release", "now"},
            {"release", "list"},
            {"export", "--dictionary"},
            {"export", "--to", folder.resolve("none").toString()},
        }) {
            List<String> all = new ArrayList<>(List.of(command));
            all.addAll(List.of("--data", folder.toString()));
            CommandRun run = CommandRun.of(all.toArray(String[]::new));
            assertThat(run.code()).as(String.join(" ", command)).isEqualTo(ExitCode.STACK_UNREACHABLE);
            assertThat(run.err()).contains("no stack runs on " + folder);
        }
        assertThat(folder).isEmptyDirectory();
    }

    private static List<String> filesOf(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .toList();
        }
    }
}
