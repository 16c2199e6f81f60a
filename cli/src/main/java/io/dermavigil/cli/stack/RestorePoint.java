package io.dermavigil.cli.stack;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A complete checkpoint or savepoint.
 *
 * @param folder its folder
 * @param id number of the checkpoint; savepoints count on in the same row, also across restarts
 * @param completedAt when it was completed
 */
record RestorePoint(Path folder, long id, Instant completedAt) {

    private static final Logger LOG = LoggerFactory.getLogger(RestorePoint.class);
    private static final String METADATA = "_metadata";
    /** {@code JOB/chk-N/_metadata} and {@code savepoint-X/_metadata}. */
    private static final int DEPTH = 3;

    /**
     * All complete ones under a folder; one whose metadata cannot be read is passed over.
     *
     * @param folder may be missing
     */
    static List<RestorePoint> under(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.find(folder, DEPTH, (file, attributes) -> file.endsWith(METADATA))) {
            return files.map(RestorePoint::read).flatMap(Optional::stream).toList();
        }
    }

    private static Optional<RestorePoint> read(Path metadata) {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(metadata))) {
            long id = Checkpoints.loadCheckpointMetadata(in, RestorePoint.class.getClassLoader(), metadata.toString())
                    .getCheckpointId();
            return Optional.of(new RestorePoint(
                    metadata.getParent(),
                    id,
                    Files.getLastModifiedTime(metadata).toInstant()));
        } catch (IOException | IllegalStateException e) {
            // Another process may have replaced it meanwhile, or a crash of the machine cut it short.
            LOG.warn("{} cannot be read and is passed over", metadata, e);
            return Optional.empty();
        }
    }
}
