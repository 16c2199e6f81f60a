package io.dermavigil.serving.exports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder that appears whole or not at all: it is filled beside its place, and moved there at the end. Only its owner may read it.
 */
final class ExportFolder implements AutoCloseable {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");

    private final Path place;
    private final Path unfinished;

    private ExportFolder(Path place, Path unfinished) {
        this.place = place;
        this.unfinished = unfinished;
    }

    /** Begins to fill; refuses a place that holds something, unless it may be overwritten. */
    static ExportFolder begin(Path folder, boolean overwrite) throws IOException {
        Path place = folder.toAbsolutePath().normalize();
        if (Files.exists(place) && !Files.isDirectory(place)) {
            throw new ExportException(folder + " is a file");
        }
        if (!overwrite && !isFree(place)) {
            throw new ExportException(folder + " is not empty; --overwrite replaces what is in it");
        }
        Files.createDirectories(place.getParent());
        return new ExportFolder(place, Files.createTempDirectory(place.getParent(), ".dermavigil-export-", OWNER_ONLY));
    }

    /** A new file's path, its folders made. */
    Path file(String path) throws IOException {
        Path file = unfinished.resolve(path);
        Files.createDirectories(file.getParent(), OWNER_ONLY);
        return file;
    }

    /** Puts the folder in its place. */
    void finish() throws IOException {
        try (Stream<Path> files = Files.walk(unfinished)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.setPosixFilePermissions(file, OWNER_FILE);
            }
        }
        Path before = Files.createTempDirectory(place.getParent(), ".dermavigil-before-", OWNER_ONLY);
        if (Files.exists(place)) {
            Files.move(place, before.resolve("export"), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
        remove(before);
    }

    /** Removes what was not finished. */
    @Override
    public void close() throws IOException {
        remove(unfinished);
    }

    private static boolean isFree(Path place) throws IOException {
        if (!Files.exists(place)) {
            return true;
        }
        try (Stream<Path> children = Files.list(place)) {
            return children.findAny().isEmpty();
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
