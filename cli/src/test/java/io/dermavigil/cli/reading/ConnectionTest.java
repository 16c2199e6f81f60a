package io.dermavigil.cli.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.CommandRun;
import io.dermavigil.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionTest {

    private static final String SECRET = "correct-horse";

    @TempDir
    private Path folder;

    @Test
    void takesTheAddressOfTheFileUnlessAnotherIsGiven() throws IOException {
        Path file = file("bootstrap.servers=kafka:9093\nsasl.mechanism=SCRAM-SHA-512\n");
        assertThat(Connection.of(null, file).bootstrap()).isEqualTo("kafka:9093");
        assertThat(Connection.of("other:1", file).with(Map.of("acks", "all")))
                .isEqualTo(Map.of("bootstrap.servers", "other:1", "sasl.mechanism", "SCRAM-SHA-512", "acks", "all"));
    }

    @Test
    void settingsOfAClientWinOverTheFile() throws IOException {
        Path file = file("bootstrap.servers=kafka:9093\nisolation.level=read_uncommitted\n");
        assertThat(Connection.of(null, file).with(Map.of("isolation.level", "read_committed")))
                .containsEntry("isolation.level", "read_committed");
    }

    @Test
    void tellsNoCredentials() throws IOException {
        assertThat(Connection.of("kafka:9093", file("sasl.jaas.config=" + SECRET)))
                .hasToString("kafka:9093");
    }

    @Test
    void refusesAFileWithoutAnAddress() throws IOException {
        Path file = file("security.protocol=SSL\n");
        assertThatThrownBy(() -> Connection.of(null, file))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("has no bootstrap.servers");
    }

    @Test
    void namesAMissingFile() {
        CommandRun run = CommandRun.of("summaries", "side-effects", "--client-config", folder.resolve("none") + "");
        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("there is no such file");
    }

    @Test
    void tellsThatNoMachineIsCalledSo() throws IOException {
        Path file = file("bootstrap.servers=broker.invalid:9092\nclient.id=x\n");
        for (String[] command : new String[][] {{"summaries", "side-effects"}, {"simulate", "--sessions", "1"}}) {
            CommandRun run =
                    CommandRun.of(Stream.concat(Stream.of(command), Stream.of("--client-config", file.toString()))
                            .toArray(String[]::new));
            assertThat(run.code()).isEqualTo(ExitCode.STACK_UNREACHABLE);
            assertThat(run.err()).contains("no machine is called as in broker.invalid:9092");
        }
    }

    @Test
    void tellsNothingOfABrokenFile() throws IOException {
        Path file = file("bootstrap.servers=127.0.0.1:1\nsecurity.protocol=SASL_SSL\nsasl.mechanism=SCRAM-SHA-512\n"
                + "sasl.jaas.config=" + SECRET + " is no login module\n");
        CommandRun run = CommandRun.of("summaries", "side-effects", "--client-config", file.toString());
        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--client-config").doesNotContain(SECRET);
    }

    @Test
    void refusesCredentialsThatEverybodyMayRead() throws IOException {
        Path file = file("bootstrap.servers=127.0.0.1:1\nsasl.jaas.config=" + SECRET + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        CommandRun run = CommandRun.of("summaries", "side-effects", "--client-config", file.toString());
        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .contains("may be read by everybody", "chmod 600 " + file)
                .doesNotContain(SECRET);
    }

    @Test
    void aReferenceToAFileOfCredentialsIsNoCredential() throws IOException {
        Path file = file("bootstrap.servers=kafka:9093\nsasl.jaas.config=${directory:/etc/user:sasl.jaas.config}\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(Connection.of(null, file).bootstrap()).isEqualTo("kafka:9093");

        Files.writeString(file, "ssl.key.password=${env:KEY}" + SECRET + "\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> Connection.of(null, file))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("may be read by everybody");
    }

    @Test
    void knowsItsUser() throws IOException {
        assertThat(Connection.of("kafka:9093", file("sasl.jaas.config=x.Y required username=\"jobs\" password=\"p\";"))
                        .user())
                .contains("jobs");
        assertThat(Connection.plain("kafka:9093").user()).isEmpty();
    }

    private Path file(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("client.properties"), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    }
}
