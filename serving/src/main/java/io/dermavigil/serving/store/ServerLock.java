package io.dermavigil.serving.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps a server's folder to one process. The lock ends with the process, so a kill leaves nothing to clean. */
final class ServerLock implements AutoCloseable {

    /** Folders of this process: the second taker must not open the file, for closing it would let go of the lock. */
    private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private ServerLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Locks a folder.
     *
     * @throws StoreException when another process, or another server of this one, has it
     */
    static ServerLock take(ServerFolder folder) {
        Path file = folder.path().resolve("store.lock");
        if (!TAKEN.add(file)) {
            throw taken(folder);
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw taken(folder);
            }
            return new ServerLock(file, channel);
        } catch (IOException | RuntimeException e) {
            release(file, channel);
            throw e instanceof StoreException known
                    ? known
                    : new StoreException("the file " + file + " cannot be locked", e);
        }
    }

    private static StoreException taken(ServerFolder folder) {
        return new StoreException("the store in " + folder.path() + " is used by another process");
    }

    private static void release(Path file, FileChannel channel) {
        TAKEN.remove(file);
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new StoreException("the lock " + file + " cannot be let go", e);
        }
    }

    @Override
    public void close() {
        release(file, channel);
    }
}
