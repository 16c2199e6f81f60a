package io.dermavigil.cli.stack;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.schemas.topics.Generation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;

/** Files of a running local stack in which what was published may stand. */
public final class KeptFiles {

    private static final List<String> STATE = List.of("checkpoints", "savepoints");

    private final DataFolder data;

    /** The files of the stack that runs on a data folder. */
    public KeptFiles(Path data) {
        this.data = new DataFolder(data);
    }

    /** The generation that the stack's job writes; no other ever runs on this folder again. */
    public Generation generation() {
        return data.generation();
    }

    /** Everything that the broker keeps, but for indexes, which hold numbers only. */
    public List<Path> ofBroker() {
        return under(data.broker()).stream()
                .filter(file -> !file.toString().endsWith("index"))
                .toList();
    }

    /** Every checkpoint and savepoint, of ended generations too. */
    public List<Path> ofState() {
        return stateFolders().stream().flatMap(folder -> under(folder).stream()).toList();
    }

    /** Whether the job works on files, which keep what was removed until they are rewritten or the stack is restarted. */
    public boolean worksOnFiles() {
        return under(data.scratch()).stream().anyMatch(file -> file.toString().endsWith(".sst"));
    }

    /** Removes checkpoints and savepoints that nothing restores any more; those that the job needs are its own to remove. */
    public void removeSuperseded() {
        try {
            for (Path folder : stateFolders()) {
                if (!folder.equals(data.checkpoints()) && !folder.equals(data.savepoints())) {
                    FileUtils.deleteFileOrDirectory(folder.toFile());
                }
            }
            RetainedCheckpoints.removeOld(data);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "old checkpoints cannot be removed: " + StackFailures.reason(e), e);
        }
    }

    private List<Path> stateFolders() {
        try (Stream<Path> children = Files.list(data.path())) {
            return children.filter(child -> STATE.stream().anyMatch(name -> isOf(child, name)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOf(Path folder, String name) {
        String actual = folder.getFileName().toString();
        return actual.equals(name) || actual.startsWith(name + ".g");
    }

    /** Files vanish while a stack runs; those are passed over. */
    private static List<Path> under(Path folder) {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    files.add(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                    return gone(file, failure);
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                    return failure == null ? FileVisitResult.CONTINUE : gone(visited, failure);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static FileVisitResult gone(Path file, IOException failure) throws IOException {
        if (Files.exists(file)) {
            throw failure;
        }
        return FileVisitResult.CONTINUE;
    }
}
