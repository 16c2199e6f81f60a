package io.dermavigil.serving.exports;

import io.dermavigil.serving.relations.Relation;
import io.dermavigil.serving.tables.CsvTable;
import io.dermavigil.serving.tables.ParquetTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

/** Writes rows into one file. */
interface RowWriter extends AutoCloseable {

    /** Writes all rows and returns their number. */
    long writeAll(Iterable<Map<String, Object>> rows) throws IOException, SQLException;

    @Override
    void close() throws IOException, SQLException;

    /** A writer of the format. */
    static RowWriter of(ExportFormat format, Relation relation, Path file) throws IOException, SQLException {
        return switch (format) {
            case CSV -> new Csv(new CsvTable(relation, Files.newOutputStream(file)));
            case PARQUET -> new Parquet(new ParquetTable(relation), file);
        };
    }

    /** Writes CSV. */
    record Csv(CsvTable table) implements RowWriter {

        @Override
        public long writeAll(Iterable<Map<String, Object>> rows) {
            long count = 0;
            for (Map<String, Object> row : rows) {
                table.write(row);
                count++;
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            table.close();
        }
    }

    /** Writes Parquet. */
    record Parquet(ParquetTable table, Path file) implements RowWriter {

        @Override
        public long writeAll(Iterable<Map<String, Object>> rows) throws SQLException {
            long count = 0;
            for (Map<String, Object> row : rows) {
                table.write(row);
                count++;
            }
            table.finish(file);
            return count;
        }

        @Override
        public void close() throws SQLException {
            table.close();
        }
    }
}
