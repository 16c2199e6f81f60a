package io.dermavigil.serving.rest.questions;

import io.dermavigil.serving.relations.Column;
import io.dermavigil.serving.relations.Relation;
import io.dermavigil.serving.rest.problems.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a list can be ordered by: from the name of the field in the interface to the column. */
public final class Orders {

    private final Relation relation;
    private final Map<String, String> columns;
    private final Order usual;

    /**
     * Orders of a relation.
     *
     * @param usual the order that is taken when none is asked for, as in the parameter
     * @param columns from field to column
     */
    public Orders(Relation relation, String usual, Map<String, String> columns) {
        this.relation = relation;
        this.columns = new LinkedHashMap<>(columns);
        this.usual = of(usual);
    }

    /** The order when none is asked for. */
    public Order usual() {
        return usual;
    }

    /** The same fields of another relation. */
    public Orders on(Relation other) {
        return new Orders(other, (usual.descending() ? "-" : "") + field(usual.column()), columns);
    }

    /** Reads the parameter {@code order}. */
    public Order of(String text) {
        boolean descending = text.startsWith("-");
        String column = columns.get(descending ? text.substring(1) : text);
        if (column == null) {
            throw ProblemException.parameter(
                    "order",
                    "one of "
                            + String.join(
                                    ", ", columns.keySet().stream().sorted().toList()) + ", or one of them after -");
        }
        return new Order(column, descending);
    }

    /** The columns that tell one position from another: the one to order by, then the key. */
    public List<Column> types(Order order) {
        return positionColumns(relation, order);
    }

    /** The columns that tell one position of a relation from another. */
    public static List<Column> positionColumns(Relation relation, Order order) {
        List<Column> columns = new ArrayList<>();
        columns.add(relation.column(order.column()));
        relation.keyColumns().stream()
                .filter(column -> !column.name().equals(order.column()))
                .forEach(columns::add);
        return columns;
    }

    private String field(String column) {
        return columns.entrySet().stream()
                .filter(entry -> entry.getValue().equals(column))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
