package io.dermavigil.cli.reconcile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * A DuckDB database in a folder of its own that disappears with it. It keeps to a bounded memory and spills to the folder,
 * which only its owner may read, because it holds pseudonyms.
 */
final class ScratchDatabase implements AutoCloseable {

    private static final String MEMORY_LIMIT = "1GB";

    private final Path folder;
    private final Connection connection;
    private final Thread deletion;

    /**
     * An empty database.
     *
     * @param parent existing folder in which the database gets its own
     */
    static ScratchDatabase in(Path parent) {
        try {
            Path folder = Files.createTempDirectory(parent, "dermavigil-reconcile-");
            try {
                return new ScratchDatabase(folder, DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("log")));
            } catch (SQLException e) {
                delete(folder);
                throw new ScratchFailure("open", e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no scratch folder can be made in " + parent, e);
        }
    }

    private ScratchDatabase(Path folder, Connection connection) {
        this.folder = folder;
        this.connection = connection;
        // an interrupted process must not leave pseudonyms behind
        this.deletion = new Thread(() -> delete(folder), "scratch-deletion");
        Runtime.getRuntime().addShutdownHook(deletion);
        execute("SET memory_limit = '" + MEMORY_LIMIT
                + "'; SET preserve_insertion_order = false; SET temp_directory = '"
                + folder.resolve("spill").toString().replace("'", "''") + "'");
    }

    /** Runs statements. */
    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new ScratchFailure("run", e);
        }
    }

    /** Runs the statements of resources beside this class, in order. */
    void run(List<String> resources) {
        for (String resource : resources) {
            try (InputStream in = ScratchDatabase.class.getResourceAsStream(resource)) {
                execute(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + resource, e);
            }
        }
    }

    /** An appender of rows to a table. */
    DuckDBAppender appender(String table) {
        try {
            return connection.unwrap(DuckDBConnection.class).createAppender(table);
        } catch (SQLException e) {
            throw new ScratchFailure("append to", e);
        }
    }

    /** Passes on the text in the first column of every row. */
    void texts(String query, Consumer<String> sink) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                sink.accept(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new ScratchFailure("read", e);
        }
    }

    /** Closes and deletes the database. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new ScratchFailure("close", e);
        } finally {
            delete(folder);
            unregister();
        }
    }

    private void unregister() {
        try {
            Runtime.getRuntime().removeShutdownHook(deletion);
        } catch (IllegalStateException shuttingDown) {
            // the hook runs already and finds nothing left to delete
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (java.nio.file.NoSuchFileException gone) {
            // deleted already
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}
