package io.dermavigil.cli.stack;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The right of one process to run the stack of a data folder. The operating system takes it back when the process dies. */
final class FolderLock implements AutoCloseable {

    private static final String NAME = "lock";
    /** Another command that only looks holds the lock for a moment. */
    private static final Duration LOOKERS_ARE_GONE = Duration.ofSeconds(2);

    private static final Duration POLL = Duration.ofMillis(50);

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws CommandFailure when another process has it; the message names its id
     */
    static FolderLock take(Path data) throws IOException {
        long deadline = System.nanoTime() + LOOKERS_ARE_GONE.toNanos();
        do {
            Optional<FolderLock> lock = tryTake(data);
            if (lock.isPresent()) {
                return lock.get();
            }
            LockSupport.parkNanos(POLL.toNanos());
        } while (System.nanoTime() < deadline);
        throw new CommandFailure(
                ExitCode.FAILED,
                "a stack already runs on " + data
                        + StackFile.read(data)
                                .map(stack -> " (pid " + stack.pid() + ")")
                                .orElse("")
                        + ". Use it, stop it with: dermavigil down --data " + data + ", or give another --data DIR");
    }

    private static Optional<FolderLock> tryTake(Path data) throws IOException {
        FileChannel channel = FileChannel.open(data.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // held by this very process
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        return lock == null ? Optional.empty() : Optional.of(new FolderLock(channel));
    }

    /** Whether a live process has the lock. */
    static boolean isTaken(Path data) throws IOException {
        Path file = data.resolve(NAME);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
