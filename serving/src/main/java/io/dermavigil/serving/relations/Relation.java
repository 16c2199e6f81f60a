package io.dermavigil.serving.relations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A documented view, or a function that answers like one. Only constants of {@link Relations} are relations: nothing here
 * ever comes from a request.
 *
 * @param source the view's qualified name, or the function with its bound arguments
 * @param columns its columns, in order
 * @param key names of the columns that identify a row
 */
public record Relation(String source, List<Column> columns, List<String> key) {

    /** Keeps copies. */
    public Relation {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /** The columns, as in a select list. */
    public String selectList() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /**
     * A column.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    public Column column(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(source + " has no column " + name));
    }

    /** The columns of the key. */
    public List<Column> keyColumns() {
        return key.stream().map(this::column).toList();
    }

    /** A row from a result whose first columns are this relation's, by name and in order; NULL is null. */
    public Map<String, Object> row(ResultSet result) throws SQLException {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i).name(), columns.get(i).type().read(result, i + 1));
        }
        return row;
    }
}
