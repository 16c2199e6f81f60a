package io.dermavigil.cli.stack;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.Dermavigil;
import io.dermavigil.cli.ExitCode;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Starts a stack in a process of its own, which outlives this one and its terminal. */
final class BackgroundStack {

    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int SHOWN_LINES = 5;

    private final StackOptions options;

    BackgroundStack(StackOptions options) {
        this.options = options;
    }

    /**
     * Starts it and waits until its job runs.
     *
     * @throws CommandFailure with what the process said when it ended, or when it takes too long
     */
    StackFile start() throws IOException, InterruptedException {
        refuseSecond();
        Path output = options.data().output();
        Files.deleteIfExists(output);
        Files.createFile(output, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Process process = new ProcessBuilder(command())
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectOutput(Redirect.appendTo(output.toFile()))
                .redirectErrorStream(true)
                .start();
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (System.nanoTime() < deadline) {
            if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new CommandFailure(process.exitValue(), lastWords(output));
            }
            Optional<StackFile> ready = StackFile.read(options.data().path())
                    .filter(stack -> stack.pid() == process.pid() && stack.job().equals("RUNNING"));
            if (ready.isPresent()) {
                return ready.get();
            }
        }
        process.destroy();
        throw new CommandFailure(
                ExitCode.FAILED,
                "the stack was not ready after " + READY_WITHIN.toSeconds() + " s and was stopped. See "
                        + options.data().log());
    }

    private void refuseSecond() throws IOException {
        FolderLock.take(options.data().path()).close();
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Dermavigil.class.getName()));
        command.addAll(List.of("up", "--in-background"));
        command.addAll(List.of("--data", options.data().path().toString()));
        command.addAll(List.of("--state", options.state().name().toLowerCase(Locale.ROOT)));
        if (options.replay()) {
            command.add("--replay");
        }
        if (options.port() != null) {
            command.addAll(List.of("--port", options.port().toString()));
        }
        command.addAll(options.store().arguments());
        return command;
    }

    /** The process has put its message, if any, last. */
    private static String lastWords(Path output) throws IOException {
        List<String> lines = Files.readAllLines(output);
        String said = String.join(
                System.lineSeparator(), lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
        return said.isBlank() ? "the stack ended without a word" : said.replaceFirst("^dermavigil: ", "");
    }
}
