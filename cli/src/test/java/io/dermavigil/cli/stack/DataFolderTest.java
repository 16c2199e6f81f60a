package io.dermavigil.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.CommandRun;
import io.dermavigil.cli.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    private Path temp;

    @Test
    void aNewFolderIsForItsOwnerOnly() throws Exception {
        DataFolder data = new DataFolder(temp.resolve("a/b"));
        assertThat(data.isNew()).isTrue();
        data.prepare();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.path())))
                .isEqualTo("rwx------");
        assertThat(data.path().resolve("format")).hasContent("1");
        data.prepare();
        assertThat(data.isNew()).isFalse();
    }

    @Test
    void aFolderOfSomebodyElseIsLeftAlone() throws Exception {
        Files.writeString(temp.resolve("thesis.txt"), "precious");
        CommandRun run = CommandRun.of("up", "--data", temp.toString());
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("is not empty and not a data folder of dermavigil");
        assertThat(temp).isDirectoryContaining("glob:**/thesis.txt").isDirectoryNotContaining("glob:**/format");
    }

    @Test
    void anotherFormatIsRefused() throws Exception {
        DataFolder data = new DataFolder(temp.resolve("old"));
        data.prepare();
        Files.writeString(data.path().resolve("format"), "0\n");
        CommandRun run = CommandRun.of("up", "--data", data.path().toString());
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err())
                .contains("has format 0, this version reads format 1")
                .contains("publish again");
        assertThatThrownBy(data::requireUsable).isInstanceOf(CommandFailure.class);
    }

    @Test
    void aFileIsNoFolder() throws Exception {
        Path file = Files.writeString(temp.resolve("file"), "");
        assertThatThrownBy(() -> new DataFolder(file).prepare())
                .isInstanceOf(CommandFailure.class)
                .hasMessage(file + " is a file; --data wants a folder");
    }

    @Test
    void theDemoWantsANewFolder() throws Exception {
        new DataFolder(temp).prepare();
        CommandRun run = CommandRun.of("demo", "--once", "--data", temp.toString());
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("is not empty; the demo wants a new folder");
    }
}
