package io.dermavigil.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetainedCheckpointsTest {

    private DataFolder data;

    @BeforeEach
    void prepare(@TempDir Path temp) {
        data = new DataFolder(temp.resolve("data"));
        data.prepare();
    }

    @Test
    void nothingIsTheNewestOfNothing() {
        assertThat(RetainedCheckpoints.newest(data)).isEmpty();
    }

    @Test
    void theNewestHasTheHighestNumberWhateverTheClockSaid() throws Exception {
        complete(data.checkpoints().resolve("job/chk-9"), 9, Instant.parse("2026-01-01T00:00:00Z"));
        complete(data.checkpoints().resolve("job/chk-10"), 10, Instant.parse("2025-01-01T00:00:00Z"));
        assertThat(newest()).isEqualTo("checkpoints/job/chk-10");
    }

    @Test
    void aSavepointCountsInTheSameRow() throws Exception {
        complete(data.checkpoints().resolve("job/chk-10"), 10, Instant.EPOCH);
        complete(data.savepoints().resolve("savepoint-job-1"), 11, Instant.EPOCH);
        assertThat(newest()).isEqualTo("savepoints/savepoint-job-1");
        complete(data.checkpoints().resolve("later/chk-12"), 12, Instant.EPOCH);
        assertThat(newest()).isEqualTo("checkpoints/later/chk-12");
    }

    @Test
    void incompleteAndDamagedOnesArePassedOver() throws Exception {
        complete(data.checkpoints().resolve("job/chk-3"), 3, Instant.EPOCH);
        Files.createDirectories(data.checkpoints().resolve("job/chk-4"));
        Path cut = complete(data.checkpoints().resolve("job/chk-5"), 5, Instant.EPOCH);
        Files.write(cut, new byte[] {0x49, 0x60, 0x67});
        assertThat(newest()).isEqualTo("checkpoints/job/chk-3");
    }

    @Test
    void thoseThatNoRestartNeedsAreRemoved() throws Exception {
        complete(data.checkpoints().resolve("first/chk-3"), 3, Instant.EPOCH);
        complete(data.savepoints().resolve("savepoint-first"), 4, Instant.EPOCH);
        complete(data.checkpoints().resolve("second/chk-8"), 8, Instant.EPOCH);
        Files.createDirectories(data.checkpoints().resolve("third/shared"));
        Files.createDirectories(data.scratch().resolve("leftover"));
        RetainedCheckpoints.prune(data);
        assertThat(namesIn(data.checkpoints())).containsExactly("second");
        assertThat(namesIn(data.savepoints())).containsExactly("savepoint-first");
        assertThat(data.scratch()).isEmptyDirectory();
    }

    private String newest() {
        return data.path()
                .relativize(RetainedCheckpoints.newest(data).orElseThrow().folder())
                .toString();
    }

    private static List<String> namesIn(Path folder) throws Exception {
        try (var children = Files.list(folder)) {
            return children.map(child -> child.getFileName().toString()).toList();
        }
    }

    private static Path complete(Path folder, long id, Instant at) throws Exception {
        Files.createDirectories(folder);
        Path metadata = folder.resolve("_metadata");
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(metadata))) {
            Checkpoints.storeCheckpointMetadata(new CheckpointMetadata(id, List.of(), List.of()), out);
        }
        return Files.setLastModifiedTime(metadata, FileTime.from(at));
    }
}
