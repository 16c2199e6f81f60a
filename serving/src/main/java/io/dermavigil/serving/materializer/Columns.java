package io.dermavigil.serving.materializer;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Rows as one array for each column, the form in which one statement takes all of them by {@code unnest}. */
final class Columns {

    private final String[] types;
    private final List<List<Object>> columns;

    /**
     * No rows yet.
     *
     * @param types PostgreSQL's name of each column's type
     */
    Columns(String... types) {
        this.types = types.clone();
        this.columns = new ArrayList<>(types.length);
        for (int i = 0; i < types.length; i++) {
            columns.add(new ArrayList<>());
        }
    }

    void add(Object... row) {
        if (row.length != types.length) {
            throw new IllegalArgumentException("a row has " + types.length + " columns, not " + row.length);
        }
        for (int i = 0; i < row.length; i++) {
            columns.get(i).add(row[i]);
        }
    }

    boolean isEmpty() {
        return columns.get(0).isEmpty();
    }

    int rows() {
        return columns.get(0).size();
    }

    /** A statement with these columns as its first parameters, in their order. */
    PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        bind(connection, statement, 1);
        return statement;
    }

    /** Sets these columns as parameters of a statement, beginning with the given one. */
    void bind(Connection connection, PreparedStatement statement, int first) throws SQLException {
        for (int i = 0; i < types.length; i++) {
            Array array = connection.createArrayOf(types[i], carried(types[i], columns.get(i)));
            statement.setArray(first + i, array);
        }
    }

    /** The driver sends arrays of these classes as binary, which neither side has to parse; others as text. */
    private static Object[] carried(String type, List<Object> column) {
        return switch (type) {
            case "bigint" -> column.toArray(new Long[0]);
            case "integer" -> column.toArray(new Integer[0]);
            case "boolean" -> column.toArray(new Boolean[0]);
            case "text" ->
                column.stream()
                        .map(value -> value == null ? null : value.toString())
                        .toArray(String[]::new);
            default -> column.toArray();
        };
    }

    /** Runs a statement with these columns as its parameters. */
    int execute(Connection connection, String sql) throws SQLException {
        if (isEmpty()) {
            return 0;
        }
        try (PreparedStatement statement = prepare(connection, sql)) {
            return statement.executeUpdate();
        }
    }
}
