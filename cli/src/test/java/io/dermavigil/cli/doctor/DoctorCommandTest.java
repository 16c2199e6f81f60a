package io.dermavigil.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

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
}
