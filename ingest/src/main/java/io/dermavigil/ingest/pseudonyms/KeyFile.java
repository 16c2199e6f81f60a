package io.dermavigil.ingest.pseudonyms;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/** A file that holds a {@link PseudonymKey}: readable by its owner only, never overwritten. */
public final class KeyFile {

    private static final int MAX_BYTES = 1024;

    private final Path path;

    /** A file that need not exist. */
    public KeyFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    /** Where the file is, absolute. */
    public Path path() {
        return path;
    }

    /**
     * The key of the file.
     *
     * @return empty when there is no such file
     * @throws KeyFileException when the file is no key file, or others than its owner may read it
     */
    public Optional<PseudonymKey> read() throws KeyFileException {
        try {
            if (!Files.exists(path)) {
                return Optional.empty();
            }
            if (!Files.isRegularFile(path) || Files.size(path) > MAX_BYTES) {
                throw new KeyFileException(path + ": is no key file");
            }
            if (OwnerOnlyFiles.isOpenToOthers(path)) {
                throw new KeyFileException(path + ": must be readable by its owner only; run: chmod 600 " + path);
            }
            return Optional.of(PseudonymKey.parse(Files.readString(path, StandardCharsets.ISO_8859_1))
                    .orElseThrow(() -> new KeyFileException(path + ": is no key file, or damaged")));
        } catch (IOException e) {
            throw new KeyFileException(
                    path + ": cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    /**
     * Writes a key to a file that does not exist yet; its folder is made when missing. The file appears whole or not at
     * all, and its rights are the owner's from the first byte.
     *
     * @throws FileAlreadyExistsException when there is such a file, whatever it holds
     * @throws KeyFileException when it cannot be written
     */
    public void create(PseudonymKey key) throws KeyFileException, FileAlreadyExistsException {
        Path folder = path.getParent();
        Path whole = null;
        try {
            Files.createDirectories(folder);
            whole = Files.createTempFile(folder, ".key", ".new", OwnerOnlyFiles.attributes(folder));
            try (FileChannel channel = FileChannel.open(whole, Set.of(StandardOpenOption.WRITE))) {
                ByteBuffer text = ByteBuffer.wrap(key.fileText().getBytes(StandardCharsets.ISO_8859_1));
                while (text.hasRemaining()) {
                    channel.write(text);
                }
                channel.force(true);
            }
            // A link, unlike a move, fails when somebody else was first.
            Files.createLink(path, whole);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException e) {
            throw new KeyFileException(
                    path + ": cannot be written (" + e.getClass().getSimpleName() + ")", e);
        } finally {
            discard(whole);
        }
    }

    /**
     * The key of the file, made first when there is none. Two processes that do so at once get the same key.
     *
     * @throws KeyFileException as {@link #read} and {@link #create}
     */
    public PseudonymKey readOrCreate() throws KeyFileException {
        Optional<PseudonymKey> present = read();
        if (present.isPresent()) {
            return present.get();
        }
        PseudonymKey made = PseudonymKey.random();
        try {
            create(made);
            return made;
        } catch (FileAlreadyExistsException e) {
            return read().orElseThrow(() -> new KeyFileException(path + ": vanished while it was read", e));
        }
    }

    private static void discard(Path file) throws KeyFileException {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new KeyFileException(file + ": holds a copy of the key and cannot be deleted; delete it", e);
        }
    }
}
