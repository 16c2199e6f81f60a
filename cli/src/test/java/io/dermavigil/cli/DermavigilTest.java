package io.dermavigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class DermavigilTest {

    static Stream<String> commands() {
        Collection<String> names = Dermavigil.commandLine().getSubcommands().keySet();
        return names.stream().filter(name -> !name.equals("help"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandShowsAnExample(String name) {
        CommandRun help = CommandRun.of(name, "--help");
        assertThat(help.code()).isEqualTo(ExitCode.OK);
        assertThat(help.out()).contains("Example").contains("  dermavigil " + name);
        assertThat(help.err()).isEmpty();
    }

    @Test
    void aWrongOptionIsAUsageError() {
        CommandRun run = CommandRun.of("up", "--colour", "red");
        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--colour");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aPortThatDoesNotExistIsAUsageError() {
        assertThat(CommandRun.of("up", "--port", "70000").code()).isEqualTo(ExitCode.USAGE);
        assertThat(CommandRun.of("demo", "--port", "0").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aWordThatIsNoCommandIsAUsageError() {
        assertThat(CommandRun.of("upp").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aFailureIsAMessageAndAnExitCode(@TempDir Path data) {
        CommandRun run = CommandRun.of("status", "--data", data.toString());
        assertThat(run.code()).isEqualTo(ExitCode.STACK_UNREACHABLE);
        assertThat(run.err())
                .isEqualToIgnoringNewLines(
                        "dermavigil: no stack runs on " + data + ". Start one with: dermavigil up --data " + data);
    }

    @Test
    void oneSubcommandIsRequired() {
        assertThat(CommandRun.of().code()).isEqualTo(CommandLine.ExitCode.USAGE);
    }
}
