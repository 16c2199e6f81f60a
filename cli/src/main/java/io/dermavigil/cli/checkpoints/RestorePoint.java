package io.dermavigil.cli.checkpoints;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
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
public record RestorePoint(Path folder, long id, Instant completedAt) {

    private static final Logger LOG = LoggerFactory.getLogger(RestorePoint.class);
    private static final String METADATA = "_metadata";
    /**
     * All complete ones, {@code JOB/chk-N} and {@code savepoint-X}, under a folder; one whose metadata cannot be read is passed over.
     *
     * @param folder may be missing
     */
    public static List<RestorePoint> under(Path folder) {
        return Stream.concat(folders(folder), folders(folder).flatMap(RestorePoint::folders))
                .map(candidate -> candidate.resolve(METADATA))
                .filter(Files::exists)
                .map(RestorePoint::read)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Folders come and go while a job runs; one that is gone has no children. */
    private static Stream<Path> folders(Path folder) {
        File[] children = folder.toFile().listFiles(File::isDirectory);
        return children == null ? Stream.empty() : Arrays.stream(children).map(File::toPath);
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
