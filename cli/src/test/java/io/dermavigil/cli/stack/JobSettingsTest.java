package io.dermavigil.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobSettingsTest {

    @Test
    void areWhatTheDocumentationSays(@TempDir Path temp) {
        Map<String, String> settings =
                JobSettings.of(new DataFolder(temp), StateBackend.HEAP).toMap();
        assertThat(settings)
                .containsEntry("parallelism.default", "2")
                .containsEntry("state.backend.type", "hashmap")
                .containsEntry("execution.checkpointing.interval", "2 s")
                .containsEntry("execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION")
                .containsEntry("execution.checkpointing.num-retained", "2")
                .containsEntry("execution.checkpointing.incremental", "false")
                .containsEntry(
                        "execution.checkpointing.dir",
                        temp.resolve("checkpoints").toUri().toString())
                .containsEntry(
                        "execution.checkpointing.savepoint-dir",
                        temp.resolve("savepoints").toUri().toString())
                .containsEntry("restart-strategy.type", "exponential-delay")
                .containsEntry("rest.bind-address", "localhost")
                .containsEntry("rest.bind-port", "0");
    }

    @Test
    void stateMayLiveOnDisk(@TempDir Path temp) {
        assertThat(JobSettings.of(new DataFolder(temp), StateBackend.ROCKSDB).toMap())
                .containsEntry("state.backend.type", "rocksdb");
    }
}
