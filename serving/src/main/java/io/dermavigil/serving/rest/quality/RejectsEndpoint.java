package io.dermavigil.serving.rest.quality;

import io.dermavigil.serving.relations.Relations;
import io.dermavigil.serving.rest.answers.SharedAnswers;
import io.dermavigil.serving.rest.formats.Format;
import io.dermavigil.serving.rest.listings.ListQuestion;
import io.dermavigil.serving.rest.questions.Conditions;
import io.dermavigil.serving.rest.questions.Endpoint;
import io.dermavigil.serving.rest.questions.Orders;
import io.dermavigil.serving.rest.questions.Page;
import io.dermavigil.serving.rest.questions.Question;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** {@code /rejects/summary}: rejected records by clinic and reason. */
public final class RejectsEndpoint implements Endpoint {

    private static final Orders ORDERS = new Orders(
            Relations.REJECTS, "clinicId", Map.of("clinicId", "clinic_id", "reason", "reason", "records", "records"));

    private final SharedAnswers live;

    /** With answers from live rows. */
    public RejectsEndpoint(SharedAnswers live) {
        this.live = live;
    }

    @Override
    public Set<String> parameters() {
        return Page.NAMES;
    }

    @Override
    public void answer(Question question) {
        Format format = Format.choose(question.parameters(), question.ctx().header("Accept"), Format.all());
        var list = new ListQuestion(
                question,
                format,
                Relations.REJECTS,
                Conditions.none(),
                Page.of(question.parameters(), question.ctx().path(), ORDERS),
                (handle, rows) -> rows.stream().map(RejectsEndpoint::json).toList());
        live.answer(list);
    }

    private static Map<String, Object> json(Map<String, Object> row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("clinicId", DataQualityEndpoint.clinic(row));
        json.put("reason", row.get("reason"));
        json.put("records", row.get("records"));
        return json;
    }
}
