package io.dermavigil.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.broker.LocalBroker;
import io.dermavigil.broker.LocalBrokerConfig;
import io.dermavigil.broker.LoopbackPorts;
import io.dermavigil.cli.CommandRun;
import io.dermavigil.cli.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {

    @Test
    void aMachineWithoutAStackIsWell(@TempDir Path temp) {
        CommandRun run = CommandRun.of("doctor", "--data", temp.resolve("data").toString());
        assertThat(run.out())
                .containsPattern("ok +java +17|ok +java +[2-9]")
                .containsPattern("warn +stack +none runs on")
                .contains("-> start one with: dermavigil up");
        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void anOldDataFolderIsNot(@TempDir Path temp) throws Exception {
        Files.writeString(temp.resolve("format"), "0\n");
        CommandRun run = CommandRun.of("doctor", "--data", temp.toString());
        assertThat(run.code()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(run.out()).containsPattern("fail +data folder .*has format 0");
    }

    @Test
    void aBrokerThatDoesNotAnswerIsNot() {
        CommandRun run = CommandRun.of("doctor", "--bootstrap", "127.0.0.1:" + LoopbackPorts.anyFree());
        assertThat(run.code()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(run.out()).containsPattern("fail +stack .*does not answer");
    }

    @Test
    void aBrokerThatAnswersIs(@TempDir Path temp) {
        try (LocalBroker broker = LocalBroker.start(LocalBrokerConfig.onAnyPort(temp))) {
            CommandRun run = CommandRun.of("doctor", "--bootstrap", broker.bootstrapServers());
            assertThat(run.out()).contains("the broker " + broker.bootstrapServers() + " answers");
            assertThat(run.code()).isEqualTo(ExitCode.OK);
        }
    }
}
