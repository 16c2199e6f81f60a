package io.dermavigil.serving.rest.outcomes;

import io.dermavigil.serving.relations.Relations;
import io.dermavigil.serving.rest.answers.SharedAnswers;
import io.dermavigil.serving.rest.formats.Format;
import io.dermavigil.serving.rest.listings.ListQuestion;
import io.dermavigil.serving.rest.questions.AccountFilter;
import io.dermavigil.serving.rest.questions.Conditions;
import io.dermavigil.serving.rest.questions.Endpoint;
import io.dermavigil.serving.rest.questions.Names;
import io.dermavigil.serving.rest.questions.Orders;
import io.dermavigil.serving.rest.questions.Page;
import io.dermavigil.serving.rest.questions.Question;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** {@code /satisfaction}: ratings of accounts, over all and by band. */
public final class SatisfactionEndpoint implements Endpoint {

    private static final Set<String> PARAMETERS = Names.of(AccountFilter.NAMES, Page.NAMES, Set.of("bands"));
    private static final Orders ORDERS = new Orders(
            Relations.SATISFACTION,
            "accountKey",
            Map.of(
                    "accountKey", "account_key",
                    "period", "period_start",
                    "sessions", "sessions",
                    "ratedSessions", "rated_sessions",
                    "updatedAt", "updated_at"));

    private final SharedAnswers live;

    /** With answers from live rows. */
    public SatisfactionEndpoint(SharedAnswers live) {
        this.live = live;
    }

    @Override
    public Set<String> parameters() {
        return PARAMETERS;
    }

    @Override
    public void answer(Question question) {
        Format format = Format.choose(question.parameters(), question.ctx().header("Accept"), Format.all());
        boolean bands = question.parameters().flag("bands");
        boolean flat = format == Format.CSV || format == Format.PARQUET;
        Conditions conditions = AccountFilter.of(question.parameters()).conditions();
        if (!(flat && bands)) {
            // In JSON a row is an account, which the band OVERALL stands for.
            conditions = conditions.and("band_kind = 'OVERALL'");
        }
        var list = new ListQuestion(
                question,
                format,
                Relations.SATISFACTION,
                conditions,
                Page.of(question.parameters(), question.ctx().path(), ORDERS),
                (handle, rows) -> json(handle, rows, bands));
        live.answer(list);
    }

    private static List<Map<String, Object>> json(Handle handle, List<Map<String, Object>> rows, boolean bands) {
        Map<String, List<Map<String, Object>>> more = bands ? bands(handle, rows) : Map.of();
        return rows.stream()
                .map(row -> {
                    Map<String, Object> json = AccountJson.account(row);
                    json.put("sessions", row.get("sessions"));
                    json.put("ratedSessions", row.get("rated_sessions"));
                    json.put("overall", ratings(row));
                    if (bands) {
                        List<Map<String, Object>> ofAccount =
                                more.getOrDefault((String) row.get("account_key"), List.of());
                        json.put("byWeeks", byBand(ofAccount, "WEEKS"));
                        json.put("bySessionNumber", byBand(ofAccount, "SESSION_NUMBER"));
                    }
                    return json;
                })
                .toList();
    }

    private static Map<String, List<Map<String, Object>>> bands(Handle handle, List<Map<String, Object>> rows) {
        return handle
                .createQuery("SELECT " + Relations.SATISFACTION.selectList() + " FROM serving.satisfaction"
                        + " WHERE account_key = ANY(:keys) AND band_kind <> 'OVERALL'")
                .bindArray(
                        "keys",
                        String.class,
                        rows.stream()
                                .map(row -> (String) row.get("account_key"))
                                .toList())
                .map((row, context) -> Relations.SATISFACTION.row(row))
                .stream()
                .collect(Collectors.groupingBy(row -> (String) row.get("account_key")));
    }

    private static Map<String, Object> byBand(List<Map<String, Object>> rows, String kind) {
        Map<String, Object> json = new LinkedHashMap<>();
        rows.stream()
                .filter(row -> kind.equals(row.get("band_kind")))
                .sorted(Comparator.comparingInt(SatisfactionEndpoint::firstNumber))
                .forEach(row -> json.put((String) row.get("band"), ratings(row)));
        return json;
    }

    private static int firstNumber(Map<String, Object> row) {
        return Integer.parseInt(((String) row.get("band")).split("[-+]", 2)[0]);
    }

    private static Map<String, Object> ratings(Map<String, Object> row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("byScore", five(row, "score_"));
        json.put("ratings", row.get("ratings"));
        json.put("mean", row.get("mean"));
        json.put("topBoxRate", row.get("top_box_rate"));
        json.put("topBoxLow", row.get("top_box_rate_low"));
        json.put("topBoxHigh", row.get("top_box_rate_high"));
        json.put("improvementByGrade", five(row, "improvement_"));
        return json;
    }

    private static List<Object> five(Map<String, Object> row, String prefix) {
        return List.of(
                row.get(prefix + "1"),
                row.get(prefix + "2"),
                row.get(prefix + "3"),
                row.get(prefix + "4"),
                row.get(prefix + "5"));
    }
}
