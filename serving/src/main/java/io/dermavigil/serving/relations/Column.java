package io.dermavigil.serving.relations;

/**
 * A column of a documented view.
 *
 * @param name its name in the view
 * @param type its type
 * @param nullable whether it can be NULL
 */
public record Column(String name, ColumnType type, boolean nullable) {

    /** The expression to order by: a missing value counts as the lowest. */
    public String orderExpression() {
        return nullable ? "coalesce(" + name + ", " + type.lowest() + ")" : name;
    }
}
