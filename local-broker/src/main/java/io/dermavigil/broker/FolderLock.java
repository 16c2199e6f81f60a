package io.dermavigil.broker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a data folder to one broker. Kafka has a lock of its own but takes it late: before, a second broker has already
 * recovered the metadata log that the first one writes, claimed its leadership and appended to it, and the first one's
 * raft thread then spins on what it finds. The lock ends with the process, so a killed broker leaves nothing to clean.
 */
final class FolderLock implements AutoCloseable {

    private static final String FILE = "broker.lock";

    /**
     * Locked folders of this process. The second taker must not even open the file: on POSIX systems closing it again
     * would let go of the first one's lock.
     */
    private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Locks a folder.
     *
     * @param data folder, made when missing; the lock file stays in it
     * @throws FolderTakenException when a broker of this process or of another has it
     * @throws IOException when the folder cannot be made, or the lock file not be written
     */
    static FolderLock take(Path data) throws IOException {
        if (!Files.isDirectory(data)) {
            Files.createDirectories(data);
        }
        Path folder = data.toRealPath();
        Path file = folder.resolve(FILE);
        if (!TAKEN.add(folder)) {
            throw new FolderTakenException(folder, file);
        }
        try {
            return new FolderLock(folder, lock(folder, file));
        } catch (IOException | RuntimeException e) {
            TAKEN.remove(folder);
            throw e;
        }
    }

    private static FileChannel lock(Path folder, Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new FolderTakenException(folder, file);
            }
            return channel;
        } catch (OverlappingFileLockException e) {
            // Another copy of this class, under another class loader, has it.
            channel.close();
            throw (FolderTakenException) new FolderTakenException(folder, file).initCause(e);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Lets go; again does nothing. */
    @Override
    public synchronized void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            TAKEN.remove(folder);
        }
    }
}
