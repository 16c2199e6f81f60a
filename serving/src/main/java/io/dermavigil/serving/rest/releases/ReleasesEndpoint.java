package io.dermavigil.serving.rest.releases;

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

/** {@code /releases}: the releases that were made. */
public final class ReleasesEndpoint implements Endpoint {

    private static final Orders ORDERS = new Orders(Relations.RELEASES, "-release", Map.of("release", "release_no"));

    private final SharedAnswers released;

    /** With answers from releases. */
    public ReleasesEndpoint(SharedAnswers released) {
        this.released = released;
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
                Relations.RELEASES,
                Conditions.none(),
                Page.of(question.parameters(), question.ctx().path(), ORDERS),
                (handle, rows) -> rows.stream().map(ReleasesEndpoint::json).toList());
        released.answer(list);
    }

    /** What is said of a release. */
    static Map<String, Object> json(Map<String, Object> row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("release", row.get("release_no"));
        json.put("releasedAt", row.get("released_at"));
        json.put("asOf", row.get("as_of"));
        json.put("rule", row.get("rule"));
        json.put("threshold", row.get("threshold"));
        json.put("rulesVersion", row.get("rules_version"));
        return json;
    }
}
