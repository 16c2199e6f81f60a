package io.dermavigil.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program of this machine. */
final class Shell {

    private Shell() {}

    /**
     * How a program ended.
     *
     * @param code exit code
     * @param out its standard output
     * @param err its standard error
     */
    record Result(int code, String out, String err) {

        /** The standard output of a program that must have succeeded. */
        String success() {
            if (code != 0) {
                throw new AssertionError("exit code " + code + "\n" + out + "\n" + err);
            }
            return out;
        }
    }

    /** A program that has been started. */
    record Running(List<String> command, Process process, Path out, Path err) {

        private static final Duration STOPPED_WITHIN = Duration.ofSeconds(30);

        /** Asks it to end, which a container that it follows is asked, too, and waits until it has. */
        void stop() {
            process.destroy();
            try {
                if (!process.waitFor(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Waits for its end, and ends it when that takes too long. */
        Result await(Duration timeout) {
            try {
                if (!process.waitFor(timeout.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                    throw new AssertionError(command + " has not ended after " + timeout + "\n" + Files.readString(out)
                            + Files.readString(err));
                }
                Result result = new Result(process.exitValue(), Files.readString(out), Files.readString(err));
                Files.delete(out);
                Files.delete(err);
                return result;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    static Result run(Duration timeout, String... command) {
        return start(Map.of(), List.of(command)).await(timeout);
    }

    static Running start(Map<String, String> environment, List<String> command) {
        try {
            Path out = Files.createTempFile("dermavigil-out", null);
            Path err = Files.createTempFile("dermavigil-err", null);
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().putAll(environment);
            return new Running(command, builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
