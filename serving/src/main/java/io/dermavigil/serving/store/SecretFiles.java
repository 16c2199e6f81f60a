package io.dermavigil.serving.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Passwords that the program makes up, in files that only their owner can read. */
final class SecretFiles {

    private static final int BYTES = 24;

    private SecretFiles() {}

    /**
     * Makes up a password unless the file is there.
     *
     * @throws StoreException when the file cannot be written
     */
    static Path ensure(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (!Files.exists(file)) {
                write(file);
            }
            return file;
        } catch (IOException e) {
            throw new StoreException("the password file " + file + " cannot be written", e);
        }
    }

    private static void write(Path file) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        Path next = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                file.getFileName().toString(),
                ".next",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(
                    next,
                    Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n",
                    StandardOpenOption.WRITE);
            Files.createLink(file, next);
        } catch (FileAlreadyExistsException e) {
            // another process was first, and its password is as good
        } finally {
            Files.delete(next);
        }
    }

    /** Makes a folder that only its owner can enter. */
    static void folder(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new StoreException("the folder " + folder + " cannot be made", e);
        }
    }
}
