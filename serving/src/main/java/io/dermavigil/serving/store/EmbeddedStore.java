package io.dermavigil.serving.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A real PostgreSQL server of our own on this machine: it listens on 127.0.0.1, asks every user for a password, and keeps
 * its data in a folder that survives a clean stop, a kill of this process and a loss of power.
 */
public final class EmbeddedStore implements AutoCloseable {

    /** Name of the database. */
    public static final String DATABASE = "dermavigil";

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    private static final long STOP_WITHIN_SECONDS = 60;

    private final ServerFolder folder;
    private final ServerLock lock;
    private final EmbeddedPostgres server;

    private EmbeddedStore(ServerFolder folder, ServerLock lock, EmbeddedPostgres server) {
        this.folder = folder;
        this.lock = lock;
        this.server = server;
    }

    /**
     * Starts the server on any free port and returns when it takes statements.
     *
     * @param folder where it keeps data, programs and passwords, made when missing; no other server may use it
     * @throws StoreException when it cannot start
     */
    public static EmbeddedStore start(Path folder) {
        ServerFolder place = ServerFolder.prepare(folder);
        ServerLock lock = ServerLock.take(place);
        try {
            OrphanedServer.stop(place);
            place.removeUnfinished();
            return prepared(new EmbeddedStore(place, lock, startServer(place)));
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static EmbeddedStore prepared(EmbeddedStore store) {
        try {
            new ServerPreparation(store).apply();
            store.folder.markFinished();
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static EmbeddedPostgres startServer(ServerFolder folder) {
        try {
            StoreLogin superuser = folder.superuser();
            return EmbeddedPostgres.builder()
                    .setDataDirectory(folder.data())
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(folder.programs().toFile())
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(READY_WITHIN)
                    .setLocaleConfig("auth", "scram-sha-256")
                    .setLocaleConfig("pwfile", superuser.passwordFile().toString())
                    .setLocaleConfig("locale", "C.UTF-8")
                    .setConnectConfig("password", superuser.password())
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("password_encryption", "scram-sha-256")
                    .setServerConfig("max_connections", "100")
                    .setServerConfig("shared_buffers", "256MB")
                    .setServerConfig("logging_collector", "on")
                    .setServerConfig("log_directory", "log")
                    .setServerConfig("log_filename", "postgres-%a.log")
                    .setServerConfig("log_truncate_on_rotation", "on")
                    .setServerConfig("log_rotation_age", "1d")
                    .setServerConfig("log_error_verbosity", "terse")
                    .setServerConfig("log_min_error_statement", "panic")
                    .start();
        } catch (IOException | RuntimeException e) {
            throw new StoreException(
                    "PostgreSQL cannot start on " + folder.path() + ": "
                            + RootUser.hindrance()
                                    .orElse(e.getMessage() + ". Its log is in "
                                            + folder.data().resolve("log")),
                    e);
        }
    }

    /** Address of the database, without user and password. */
    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    /** Address of another database of the server. */
    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database;
    }

    /** Port on 127.0.0.1. */
    public int port() {
        return server.getPort();
    }

    /** How to open the store on this server. */
    public StoreConfig config() {
        return StoreConfig.of(jdbcUrl(), folder.owner(), folder.passwords());
    }

    /** The user who may do everything; for what only such a user can do. */
    StoreLogin superuser() {
        return folder.superuser();
    }

    /** Stops the server and returns when its data is on disk. */
    @Override
    public void close() {
        try (lock) {
            server.close();
            if (!server.getProcess().waitFor(STOP_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                throw new StoreException("PostgreSQL on " + folder.path() + " does not stop");
            }
        } catch (IOException e) {
            throw new StoreException("PostgreSQL on " + folder.path() + " cannot be stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
