package io.dermavigil.serving.relations;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;

/** The types that the documented views use. */
public enum ColumnType {
    /** Text; the lowest is the empty one. */
    TEXT("VARCHAR", "''") {
        @Override
        Object value(ResultSet row, int index) throws SQLException {
            return row.getString(index);
        }
    },
    /** A count, or a small number. */
    NUMBER("BIGINT", "-1") {
        @Override
        Object value(ResultSet row, int index) throws SQLException {
            return row.getLong(index);
        }
    },
    /** Several words, without an order; the lowest are none. */
    TEXTS("VARCHAR[]", "'{}'") {
        @Override
        Object value(ResultSet row, int index) throws SQLException {
            Array array = row.getArray(index);
            return array == null ? null : List.of((String[]) array.getArray());
        }
    },
    /** A rate, a mean or a measure. */
    FRACTION("DOUBLE", "-1") {
        @Override
        Object value(ResultSet row, int index) throws SQLException {
            return row.getDouble(index);
        }
    },
    /** A calendar date; infinity is the last day that other formats and programs know. */
    DATE("DATE", "DATE '0001-01-01'") {
        @Override
        Object value(ResultSet row, int index) throws SQLException {
            LocalDate date = row.getObject(index, LocalDate.class);
            return LocalDate.MAX.equals(date) ? LAST : date;
        }
    },
    /** An instant in UTC. */
    INSTANT("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ 'epoch'") {
        @Override
        Object value(ResultSet row, int index) throws SQLException {
            Timestamp timestamp = row.getTimestamp(index);
            return timestamp == null ? null : timestamp.toInstant();
        }
    },
    /** True or false. */
    TRUTH("BOOLEAN", "false") {
        @Override
        Object value(ResultSet row, int index) throws SQLException {
            return row.getBoolean(index);
        }
    };

    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    private final String duckDb;
    private final String lowest;

    ColumnType(String duckDb, String lowest) {
        this.duckDb = duckDb;
        this.lowest = lowest;
    }

    /** The name of the type in DuckDB. */
    public String duckDb() {
        return duckDb;
    }

    /** The literal that stands for a missing value where rows are ordered. */
    public String lowest() {
        return lowest;
    }

    /** Reads a value, null for NULL. */
    public Object read(ResultSet row, int index) throws SQLException {
        Object value = value(row, index);
        return row.wasNull() ? null : value;
    }

    abstract Object value(ResultSet row, int index) throws SQLException;
}
