package io.dermavigil.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.serving.release.ReleaseCalendar;
import io.dermavigil.serving.release.ThresholdChoice;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A stack in the background is started with the options of the one who starts it. */
class StoreOptionsTest {

    @Command
    private static final class Started {
        @Mixin
        private StoreOptions store;

        @Spec
        private CommandSpec spec;
    }

    private static StoreChoice choice(List<String> arguments) {
        Started started = new Started();
        new CommandLine(started).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments.toArray(String[]::new));
        return started.store.choice(started.spec);
    }

    @Test
    void theReleasesAreThoseThatWereAskedFor() {
        StoreChoice choice = choice(List.of("--release-calendar", "quarterly", "--suppress-below", "20"));
        assertThat(choice.calendar()).isEqualTo(ReleaseCalendar.QUARTERLY);
        assertThat(choice.threshold()).isEqualTo(ThresholdChoice.of(20));
        assertThat(choice(List.of())).isEqualTo(StoreChoice.EMBEDDED);
    }

    @Test
    void theBackgroundGetsTheSameChoice() {
        for (List<String> arguments : List.of(
                List.<String>of(),
                List.of("--release-calendar", "quarterly", "--suppress-below", "20"),
                List.of(
                        "--store",
                        "jdbc:postgresql://db/chain",
                        "--store-user",
                        "owner",
                        "--release-calendar",
                        "manual"))) {
            StoreChoice choice = choice(arguments);
            assertThat(choice(choice.arguments())).isEqualTo(choice);
        }
    }
}
