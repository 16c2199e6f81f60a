package io.dermavigil.cli.stack;

import io.dermavigil.cli.checkpoints.RestorePoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;

/** The checkpoints and savepoints that earlier runs left in a data folder. */
final class RetainedCheckpoints {

    /** The newest, and one before it for the day on which the newest proves damaged. */
    private static final int KEPT = 2;

    private RetainedCheckpoints() {}

    /** The newest complete one; empty when there is none. */
    static Optional<RestorePoint> newest(DataFolder data) {
        return newestFirst(data).stream().findFirst();
    }

    /** Removes what no restart will ever need. The stack must not run. */
    static void prune(DataFolder data) throws IOException {
        List<Path> kept =
                newestFirst(data).stream().limit(KEPT).map(RestorePoint::folder).toList();
        for (Path run : childrenOf(data.checkpoints(), data.savepoints())) {
            if (kept.stream().noneMatch(folder -> folder.startsWith(run))) {
                FileUtils.deleteFileOrDirectory(run.toFile());
            }
        }
        FileUtils.deleteFileOrDirectory(data.scratch().toFile());
        Files.createDirectories(data.scratch());
    }

    /** Removes all but the newest, while the stack may run: its job keeps as many itself and never looks at older ones. */
    static void removeOld(DataFolder data) throws IOException {
        for (RestorePoint old : newestFirst(data).stream().skip(KEPT).toList()) {
            FileUtils.deleteFileOrDirectory(old.folder().toFile());
        }
    }

    private static List<RestorePoint> newestFirst(DataFolder data) {
        return Stream.concat(
                        RestorePoint.under(data.checkpoints()).stream(), RestorePoint.under(data.savepoints()).stream())
                .sorted(Comparator.comparingLong(RestorePoint::id).reversed())
                .toList();
    }

    private static List<Path> childrenOf(Path... folders) throws IOException {
        List<Path> children = new ArrayList<>();
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> list = Files.list(folder)) {
                    list.forEach(children::add);
                }
            }
        }
        return children;
    }
}
