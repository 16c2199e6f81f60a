package io.dermavigil.ingest.pseudonyms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {

    @TempDir
    private Path folder;

    @Test
    void isMadeOnFirstUseForItsOwnerOnly() throws Exception {
        KeyFile file = new KeyFile(folder.resolve("deep/er/pseudonym.key"));
        assertThat(file.read()).isEmpty();
        PseudonymKey made = file.readOrCreate();
        assertThat(file.readOrCreate()).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
        try (var beside = Files.list(file.path().getParent())) {
            assertThat(beside).containsExactly(file.path());
        }
    }

    @Test
    void whoeverIsFirstEverybodyGetsTheSameKey() throws Exception {
        Path path = folder.resolve("pseudonym.key");
        int threads = 8;
        var pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch together = new CountDownLatch(threads);
            List<Callable<PseudonymKey>> users = IntStream.range(0, threads)
                    .<Callable<PseudonymKey>>mapToObj(i -> () -> {
                        together.countDown();
                        together.await();
                        return new KeyFile(path).readOrCreate();
                    })
                    .toList();
            Set<PseudonymKey> keys = new HashSet<>();
            for (Future<PseudonymKey> key : pool.invokeAll(users)) {
                keys.add(key.get());
            }
            assertThat(keys).hasSize(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void anExistingFileIsNeverReplaced() throws Exception {
        KeyFile file = new KeyFile(folder.resolve("key"));
        PseudonymKey first = file.readOrCreate();
        assertThatThrownBy(() -> file.create(PseudonymKey.random())).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file.read()).contains(first);
    }

    @Test
    void aKeyThatOthersMayReadIsRefused() throws Exception {
        KeyFile file = new KeyFile(folder.resolve("key"));
        file.readOrCreate();
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(file::read)
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("chmod 600")
                .hasMessageNotContaining(Files.readString(file.path()).substring(30, 40));
    }

    @Test
    void anythingElseIsNoKeyFile() throws Exception {
        Path path = folder.resolve("key");
        Files.createFile(path, OwnerOnlyFiles.attributes(folder));
        for (String text : List.of("", "hello", "dermavigil-pseudonym-key-1:AAEC", "dermavigil-pseudonym-key-1:%%%")) {
            Files.writeString(path, text);
            assertThatThrownBy(() -> new KeyFile(path).read())
                    .isInstanceOf(KeyFileException.class)
                    .hasMessageContaining("is no key file");
        }
        assertThatThrownBy(() -> new KeyFile(folder).read()).hasMessageContaining("is no key file");
    }
}
