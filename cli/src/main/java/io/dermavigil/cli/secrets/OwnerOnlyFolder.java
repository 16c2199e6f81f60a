package io.dermavigil.cli.secrets;

import io.dermavigil.ingest.pseudonyms.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Folders that only their owner may enter, with files that only their owner may read. */
final class OwnerOnlyFolder {

    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");

    private OwnerOnlyFolder() {}

    /** Makes a folder, or closes one that is open to others. */
    static void prepare(Path folder) throws IOException {
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (!Files.getFileStore(existing).supportsFileAttributeView("posix")) {
            Files.createDirectories(folder);
            return;
        }
        FileAttribute<Set<PosixFilePermission>> rights = PosixFilePermissions.asFileAttribute(OWNER);
        Files.createDirectories(folder, rights);
        Set<PosixFilePermission> present = EnumSet.copyOf(Files.getPosixFilePermissions(folder));
        if (!OWNER.containsAll(present)) {
            Files.setPosixFilePermissions(folder, OWNER);
        }
    }

    /** Writes a file that does not exist: whole or not at all, and never readable by others. */
    static void write(Path file, String content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        prepare(folder);
        Path whole = Files.createTempFile(folder, ".secret", ".new", OwnerOnlyFiles.attributes(folder));
        try {
            Files.writeString(whole, content);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(whole);
        }
    }
}
