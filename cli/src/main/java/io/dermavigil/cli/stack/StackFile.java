package io.dermavigil.cli.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

/**
 * What a running local stack says of itself in {@code stack.json} of its data folder.
 *
 * @param pid process that runs the stack
 * @param bootstrap address of its broker, {@code HOST:PORT}
 * @param startedAt when the stack was started
 * @param job state of its job, as Flink calls it: RUNNING, RESTARTING, FAILED ...
 * @param restoredFrom checkpoint from which the job took its state; null when it started from the beginning of the log
 * @param store JDBC address of its store, without user and password; null when it has none
 * @param dashboard address of its dashboard; null when it has none
 */
public record StackFile(
        long pid,
        String bootstrap,
        Instant startedAt,
        String job,
        String restoredFrom,
        String store,
        String dashboard) {

    private static final String NAME = "stack.json";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    /**
     * The stack that runs on a data folder.
     *
     * @throws CommandFailure with {@link ExitCode#STACK_UNREACHABLE} when none does
     */
    public static StackFile ofRunning(Path data) {
        return ifRunning(data)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.STACK_UNREACHABLE,
                        "no stack runs on " + data + ". Start one with: dermavigil up --data " + data));
    }

    /** The stack that runs on a data folder; empty when none does, or when it is still starting. */
    public static Optional<StackFile> ifRunning(Path data) {
        try {
            return FolderLock.isTaken(data) ? read(data) : Optional.empty();
        } catch (IOException e) {
            throw unreadable(data, e);
        }
    }

    /** What the folder says, whether that stack still runs or not. */
    static Optional<StackFile> read(Path data) {
        try {
            return Optional.of(JSON.readValue(Files.readString(data.resolve(NAME)), StackFile.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(data, e);
        }
    }

    private static CommandFailure unreadable(Path data, IOException e) {
        return new CommandFailure(
                ExitCode.FAILED, data.resolve(NAME) + " cannot be read: " + StackFailures.reason(e), e);
    }

    /** The same stack after its job changed state. */
    StackFile withJob(String state) {
        return new StackFile(pid, bootstrap, startedAt, state, restoredFrom, store, dashboard);
    }

    /** Writes the file in one step, so that no reader sees half of it. */
    void write(Path data) throws IOException {
        Path next = data.resolve(NAME + ".next");
        JSON.writeValue(next.toFile(), this);
        Files.move(next, data.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes what an earlier stack said. */
    static void remove(Path data) throws IOException {
        Files.deleteIfExists(data.resolve(NAME));
    }
}
