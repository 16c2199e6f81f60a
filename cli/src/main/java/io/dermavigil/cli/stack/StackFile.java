package io.dermavigil.cli.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a running local stack says of itself in {@code stack.json} of its data folder.
 *
 * @param pid process that runs the stack
 * @param bootstrap address of its broker, {@code HOST:PORT}
 */
public record StackFile(long pid, String bootstrap) {

    private static final String NAME = "stack.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The stack that runs on a data folder.
     *
     * @throws CommandFailure with {@link ExitCode#STACK_UNREACHABLE} when none does
     */
    public static StackFile ofRunning(Path data) {
        Path file = data.resolve(NAME);
        try {
            if (Files.exists(file)) {
                StackFile stack = JSON.readValue(file.toFile(), StackFile.class);
                if (ProcessHandle.of(stack.pid).isPresent()) {
                    return stack;
                }
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, file + " cannot be read: " + e.getMessage(), e);
        }
        throw new CommandFailure(
                ExitCode.STACK_UNREACHABLE,
                "no stack runs on " + data + ". Start one with: dermavigil up --data " + data);
    }

    /** Writes the file of a stack that has just started. */
    public void write(Path data) throws IOException {
        JSON.writeValue(data.resolve(NAME).toFile(), this);
    }
}
