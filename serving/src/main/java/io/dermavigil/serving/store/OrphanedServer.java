package io.dermavigil.serving.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server of a process that was killed: it goes on without it, and would refuse a second one on its data. It is told by
 * the number in {@code postmaster.pid} and by its program, because numbers are used again.
 */
final class OrphanedServer {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanedServer.class);
    private static final long STOP_WITHIN_SECONDS = 30;

    private OrphanedServer() {}

    /**
     * Stops it, where there is one. The folder must be locked.
     *
     * @throws StoreException when it does not stop
     */
    static void stop(ServerFolder folder) {
        find(folder).ifPresent(server -> {
            LOG.info("stopping the server, pid {}, that a killed process left on {}", server.pid(), folder.path());
            try {
                // SIGINT: end the connections and stop; the signal that Java sends would wait for them
                new ProcessBuilder("kill", "-INT", Long.toString(server.pid()))
                        .start()
                        .waitFor();
                server.onExit().get(STOP_WITHIN_SECONDS, TimeUnit.SECONDS);
            } catch (IOException | ExecutionException | TimeoutException e) {
                throw new StoreException(
                        "PostgreSQL, pid " + server.pid() + ", still runs on " + folder.path() + " and does not stop",
                        e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoreException("interrupted while an earlier PostgreSQL was stopped", e);
            }
        });
    }

    private static Optional<ProcessHandle> find(ServerFolder folder) {
        Path file = folder.data().resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                            .filter(ProcessHandle::isAlive)
                            .filter(server -> runsFrom(folder, server));
        } catch (IOException | NumberFormatException e) {
            throw new StoreException("the file " + file + " cannot be read", e);
        }
    }

    private static boolean runsFrom(ServerFolder folder, ProcessHandle server) {
        return server.info()
                .command()
                .map(Path::of)
                .filter(program -> program.startsWith(folder.programs())
                        && program.getFileName().toString().equals("postgres"))
                .isPresent();
    }
}
