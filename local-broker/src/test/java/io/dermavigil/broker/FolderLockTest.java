package io.dermavigil.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

    private static final int TAKEN = 3;

    @TempDir
    private Path parent;

    @Test
    void isRefusedToTheSecondOfThisProcessWhateverTheFolderIsCalled() throws Exception {
        Path folder = parent.resolve("data");
        Path link = Files.createSymbolicLink(parent.resolve("link"), folder);
        try (FolderLock lock = FolderLock.take(folder)) {
            assertThatThrownBy(() -> FolderLock.take(link))
                    .isInstanceOf(FolderTakenException.class)
                    .hasMessageStartingWith("another broker uses the folder " + folder.toRealPath());
        }
        FolderLock.take(link).close();
    }

    @Test
    void isRefusedToAnotherProcessAlsoAfterARefusalInThisOne() throws Exception {
        try (FolderLock lock = FolderLock.take(parent)) {
            assertThat(exitCodeOfAnotherProcess()).isEqualTo(TAKEN);
            assertThatThrownBy(() -> FolderLock.take(parent)).isInstanceOf(FolderTakenException.class);
            assertThat(exitCodeOfAnotherProcess()).isEqualTo(TAKEN);
        }
        assertThat(exitCodeOfAnotherProcess()).isZero();
    }

    @Test
    void aSecondReleaseDoesNotFreeTheNextHolder() throws Exception {
        FolderLock first = FolderLock.take(parent);
        first.close();
        try (FolderLock next = FolderLock.take(parent)) {
            first.close();
            assertThatThrownBy(() -> FolderLock.take(parent)).isInstanceOf(FolderTakenException.class);
        }
    }

    private int exitCodeOfAnotherProcess() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Taker.class.getName(),
                        parent.toString())
                .inheritIO()
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    /** The other process. */
    static final class Taker {

        private Taker() {}

        /** Takes the lock of the folder in the first argument. */
        public static void main(String[] arguments) throws IOException {
            try (FolderLock lock = FolderLock.take(Path.of(arguments[0]))) {
                System.exit(0);
            } catch (FolderTakenException e) {
                System.exit(TAKEN);
            }
        }
    }
}
