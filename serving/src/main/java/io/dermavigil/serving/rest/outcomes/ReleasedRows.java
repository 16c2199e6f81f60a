package io.dermavigil.serving.rest.outcomes;

import io.dermavigil.serving.relations.Relations;
import io.dermavigil.serving.rest.formats.Format;
import io.dermavigil.serving.rest.listings.ListQuestion;
import io.dermavigil.serving.rest.questions.Conditions;
import io.dermavigil.serving.rest.questions.Orders;
import io.dermavigil.serving.rest.questions.Page;
import io.dermavigil.serving.rest.questions.Question;
import java.util.Map;

/** Rows of a release. */
public final class ReleasedRows {

    /** What they can be ordered by. */
    public static final Orders ORDERS = new Orders(
            Relations.RELEASED_SIDE_EFFECTS,
            "period",
            Map.of("period", "period_start", "patients", "patients", "adverseRate", "adverse_rate"));

    private ReleasedRows() {}

    /** A question for the rows of one release. */
    public static ListQuestion of(Question question, Format format, Conditions conditions, Page page, int release) {
        return new ListQuestion(
                question,
                format,
                Relations.RELEASED_SIDE_EFFECTS,
                conditions.and("release_no = :release", "release", release),
                page,
                (handle, rows) -> rows.stream().map(AccountJson::released).toList());
    }
}
