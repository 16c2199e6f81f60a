package io.dermavigil.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermavigil.cli.CommandFailure;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

    @TempDir
    private Path data;

    @Test
    void isTakenUntilItIsGivenBack() throws Exception {
        assertThat(FolderLock.isTaken(data)).isFalse();
        try (FolderLock lock = FolderLock.take(data)) {
            assertThat(lock).isNotNull();
            assertThat(FolderLock.isTaken(data)).isTrue();
        }
        assertThat(FolderLock.isTaken(data)).isFalse();
    }

    @Test
    void theSecondIsToldWhoHasIt() throws Exception {
        try (FolderLock lock = FolderLock.take(data)) {
            assertThat(lock).isNotNull();
            new StackFile(4711, "127.0.0.1:9092", Instant.EPOCH, "RUNNING", null, null, null).write(data);
            assertThatThrownBy(() -> FolderLock.take(data))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("a stack already runs on " + data + " (pid 4711)");
        }
    }

    @Test
    void whatADeadStackSaidOfItselfDoesNotCount() throws Exception {
        new StackFile(ProcessHandle.current().pid(), "127.0.0.1:9092", Instant.EPOCH, "RUNNING", null, null, null)
                .write(data);
        assertThat(StackFile.ifRunning(data)).isEmpty();
        try (FolderLock lock = FolderLock.take(data)) {
            assertThat(lock).isNotNull();
            assertThat(StackFile.ofRunning(data).bootstrap()).isEqualTo("127.0.0.1:9092");
        }
    }
}
