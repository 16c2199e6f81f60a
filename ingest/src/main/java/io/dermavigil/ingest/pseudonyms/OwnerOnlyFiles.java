package io.dermavigil.ingest.pseudonyms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Rights of files that hold secrets or patient data. On a file system without POSIX rights they are left as they are. */
public final class OwnerOnlyFiles {

    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private OwnerOnlyFiles() {}

    /**
     * Attributes with which to create a file that only its owner can read and write (0600).
     *
     * @param folder where the file will be
     */
    public static FileAttribute<?>[] attributes(Path folder) throws IOException {
        return hasRights(folder)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
                : new FileAttribute<?>[0];
    }

    /** Whether anybody but the owner may do anything with the file. */
    public static boolean isOpenToOthers(Path file) throws IOException {
        return hasRights(file) && !OWNER.containsAll(withoutExecute(Files.getPosixFilePermissions(file)));
    }

    private static Set<PosixFilePermission> withoutExecute(Set<PosixFilePermission> rights) {
        Set<PosixFilePermission> rest = EnumSet.noneOf(PosixFilePermission.class);
        rest.addAll(rights);
        rest.remove(PosixFilePermission.OWNER_EXECUTE);
        return rest;
    }

    private static boolean hasRights(Path file) throws IOException {
        Path existing = Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                ? file
                : file.toAbsolutePath().getParent();
        return Files.getFileStore(existing).supportsFileAttributeView("posix");
    }
}
