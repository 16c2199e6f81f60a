package io.dermavigil.serving.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** Databases on one embedded server for all tests of the module; the server stops with the tests. */
public final class TestDatabases {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static EmbeddedStore server;

    private TestDatabases() {}

    /** The server, started by whoever asks first. */
    static synchronized EmbeddedStore server() {
        if (server == null) {
            try {
                Path folder = Files.createTempDirectory("dermavigil-store");
                server = EmbeddedStore.start(folder);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(folder)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return server;
    }

    /** A new, empty database, and how to open it as a store. */
    public static StoreConfig create() {
        EmbeddedStore embedded = server();
        String name = "test_" + NUMBER.incrementAndGet();
        try {
            new ServerPreparation(embedded).database(name);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        StoreConfig config = embedded.config();
        return new StoreConfig(embedded.jdbcUrl(name), config.owner(), config.passwords(), 4);
    }

    private static void stop(Path folder) {
        server.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
