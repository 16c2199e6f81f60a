package io.dermavigil.serving.tables;

import io.dermavigil.serving.relations.Column;
import io.dermavigil.serving.relations.Relation;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes rows as a Parquet file, by DuckDB in memory; names and types of the columns are those of the view. Nothing is in the file
 * before {@link #finish()}.
 */
public final class ParquetTable implements AutoCloseable {

    private static final int BATCH = 1000;

    private final Relation relation;
    private final Connection duckDb;
    private final PreparedStatement insert;
    private int batched;

    /** Begins a table. */
    public ParquetTable(Relation relation) throws SQLException {
        this.relation = relation;
        this.duckDb = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = duckDb.createStatement()) {
            statement.execute("SET threads = 1");
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("CREATE TABLE rows ("
                    + relation.columns().stream()
                            .map(column -> column.name() + " " + column.type().duckDb())
                            .collect(Collectors.joining(", "))
                    + ")");
        }
        duckDb.setAutoCommit(false);
        this.insert = duckDb.prepareStatement("INSERT INTO rows VALUES ("
                + relation.columns().stream()
                        .map(column -> "CAST(? AS " + column.type().duckDb() + ")")
                        .collect(Collectors.joining(", "))
                + ")");
    }

    /** Adds a row. */
    public void write(Map<String, Object> row) throws SQLException {
        int index = 1;
        for (Column column : relation.columns()) {
            insert.setObject(index++, bound(row.get(column.name())));
        }
        insert.addBatch();
        if (++batched == BATCH) {
            insert.executeBatch();
            batched = 0;
        }
    }

    /** Writes the file, over what may be there. */
    public void finish(Path file) throws SQLException {
        if (batched > 0) {
            insert.executeBatch();
        }
        duckDb.commit();
        try (Statement statement = duckDb.createStatement()) {
            statement.execute("COPY rows TO '"
                    + file.toAbsolutePath().toString().replace("'", "''") + "' (FORMAT parquet, COMPRESSION zstd)");
        }
    }

    @Override
    public void close() throws SQLException {
        insert.close();
        duckDb.close();
    }

    private static Object bound(Object value) {
        if (value instanceof LocalDate date) {
            return Date.valueOf(date);
        }
        if (value instanceof List<?> words) {
            return words.toString();
        }
        return value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value;
    }
}
