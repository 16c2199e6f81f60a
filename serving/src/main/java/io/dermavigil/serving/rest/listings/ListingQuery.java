package io.dermavigil.serving.rest.listings;

import io.dermavigil.serving.relations.Column;
import io.dermavigil.serving.relations.Relation;
import io.dermavigil.serving.rest.questions.Conditions;
import io.dermavigil.serving.rest.questions.Orders;
import io.dermavigil.serving.rest.questions.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/**
 * Reads a page of a relation: the rows after a position, in an order that the key makes total, so that pages neither repeat nor
 * skip a row that stays. The text of the query is made of constants; every value is bound.
 */
public final class ListingQuery {

    private final Relation relation;
    private final Conditions conditions;
    private final Page page;
    private final List<Column> position;

    /** A query of a relation. */
    public ListingQuery(Relation relation, Conditions conditions, Page page) {
        this.relation = relation;
        this.conditions = conditions;
        this.page = page;
        this.position = Orders.positionColumns(relation, page.order());
    }

    /** Runs it within the handle's transaction. */
    public Listing run(Handle handle) {
        List<Positioned> found = rows(handle);
        boolean more = found.size() > page.limit();
        long count = more || page.after().isPresent() ? count(handle) : found.size();
        List<Positioned> shown = more ? found.subList(0, page.limit()) : found;
        Optional<String> next =
                more ? Optional.of(page.next(shown.get(shown.size() - 1).position())) : Optional.empty();
        return new Listing(relation, count, shown.stream().map(Positioned::row).toList(), next);
    }

    private long count(Handle handle) {
        return handle.createQuery("SELECT count(*) FROM " + relation.source() + conditions.where())
                .bindMap(conditions.bindings())
                .mapTo(Long.class)
                .one();
    }

    private List<Positioned> rows(Handle handle) {
        String expressions = position.stream().map(Column::orderExpression).collect(Collectors.joining(", "));
        String direction = page.order().descending() ? " DESC" : "";
        String order = position.stream()
                .map(column -> column.orderExpression() + direction)
                .collect(Collectors.joining(", "));
        Conditions all = after(expressions);
        return handle.createQuery("SELECT " + relation.selectList() + ", " + expressions + " FROM " + relation.source()
                        + all.where() + " ORDER BY " + order + " LIMIT :rowLimit")
                .bindMap(all.bindings())
                .bind("rowLimit", page.limit() + 1)
                .map((row, context) -> positioned(row))
                .list();
    }

    private Conditions after(String expressions) {
        if (page.after().isEmpty()) {
            return conditions;
        }
        List<Object> values = page.after().get();
        String names =
                IntStream.range(0, values.size()).mapToObj(i -> ":after" + i).collect(Collectors.joining(", "));
        Conditions all = conditions.and(
                "(" + expressions + ")" + (page.order().descending() ? " < " : " > ") + "(" + names + ")");
        for (int i = 0; i < values.size(); i++) {
            all = all.with("after" + i, values.get(i));
        }
        return all;
    }

    private Positioned positioned(ResultSet row) throws SQLException {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < position.size(); i++) {
            values.add(position.get(i).type().read(row, relation.columns().size() + i + 1));
        }
        return new Positioned(relation.row(row), values);
    }

    private record Positioned(Map<String, Object> row, List<Object> position) {}
}
