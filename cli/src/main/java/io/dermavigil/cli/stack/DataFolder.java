package io.dermavigil.cli.stack;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.schemas.topics.Generation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/**
 * The folder in which a local stack keeps everything, readable by its owner only.
 *
 * @param path folder
 */
public record DataFolder(Path path) {

    /** Layout of the folder that this version reads and writes. */
    static final String FORMAT = "1";

    private static final String FORMAT_FILE = "format";
    private static final String GENERATION_FILE = "generation";

    /** The broker's log. */
    Path broker() {
        return path.resolve("broker");
    }

    /** The store for people, and the passwords of its users. */
    Path store() {
        return path.resolve("store");
    }

    /** Checkpoints of the job; only restored from when complete. */
    Path checkpoints() {
        return ofGeneration("checkpoints");
    }

    /** The savepoint of an orderly stop. */
    Path savepoints() {
        return ofGeneration("savepoints");
    }

    /** Each generation has state of its own: none is ever restored into another. */
    private Path ofGeneration(String folder) {
        Generation generation = generation();
        return path.resolve(generation.equals(Generation.FIRST) ? folder : folder + ".g" + generation.number());
    }

    /** The generation of summaries that the folder's job writes. */
    Generation generation() {
        Path file = path.resolve(GENERATION_FILE);
        try {
            return Files.exists(file)
                    ? new Generation(Integer.parseInt(Files.readString(file).strip()))
                    : Generation.FIRST;
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.FAILED, file + " does not hold the number of a generation", e);
        }
    }

    /** Makes the folder's job begin the next generation. The stack must not run. */
    void beginNextGeneration() throws IOException {
        Files.writeString(path.resolve(GENERATION_FILE), generation().next().number() + System.lineSeparator());
    }

    /** What may be thrown away at every start. */
    Path scratch() {
        return path.resolve("scratch");
    }

    /** What the stack's process logs. */
    Path log() {
        return path.resolve("stack.log");
    }

    /** What a stack in the background prints. */
    Path output() {
        return path.resolve("stack.out");
    }

    /**
     * Makes the folder where there is none, and checks that this version can work with what is there.
     *
     * @throws CommandFailure when the folder is no data folder, has another format, or cannot be written
     */
    public void prepare() {
        check(() -> {
            requireFolder();
            if (isNew()) {
                create();
            }
            requireFormat();
        });
    }

    /**
     * Checks that this version can work with the folder, and changes nothing.
     *
     * @throws CommandFailure when it is no data folder, has another format, or cannot be read
     */
    public void requireUsable() {
        check(() -> {
            requireFolder();
            if (!isNew()) {
                requireFormat();
            }
        });
    }

    private interface Check {
        void run() throws IOException;
    }

    private void check(Check check) {
        try {
            check.run();
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "data folder " + path + " cannot be used: " + StackFailures.reason(e), e);
        }
    }

    private void requireFolder() {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new CommandFailure(ExitCode.FAILED, path + " is a file; --data wants a folder");
        }
    }

    /** Whether nothing has been kept here yet. */
    public boolean isNew() throws IOException {
        if (!Files.exists(path)) {
            return true;
        }
        try (Stream<Path> children = Files.list(path)) {
            return children.findAny().isEmpty();
        }
    }

    private void create() throws IOException {
        Files.createDirectories(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(path.resolve(FORMAT_FILE), FORMAT + System.lineSeparator());
    }

    private void requireFormat() throws IOException {
        Path file = path.resolve(FORMAT_FILE);
        if (!Files.exists(file)) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    path + " is not empty and not a data folder of dermavigil; give a new folder with --data DIR");
        }
        String format = Files.readString(file).strip();
        if (!format.equals(FORMAT)) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "data folder " + path + " has format " + format + ", this version reads format " + FORMAT
                            + ". Use the version that wrote it, or a new folder with --data DIR and publish again");
        }
    }
}
