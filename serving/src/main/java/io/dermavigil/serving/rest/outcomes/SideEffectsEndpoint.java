package io.dermavigil.serving.rest.outcomes;

import io.dermavigil.serving.relations.Relations;
import io.dermavigil.serving.rest.answers.SharedAnswers;
import io.dermavigil.serving.rest.formats.Format;
import io.dermavigil.serving.rest.listings.ListQuestion;
import io.dermavigil.serving.rest.problems.ProblemException;
import io.dermavigil.serving.rest.questions.AccountFilter;
import io.dermavigil.serving.rest.questions.Conditions;
import io.dermavigil.serving.rest.questions.Endpoint;
import io.dermavigil.serving.rest.questions.Names;
import io.dermavigil.serving.rest.questions.Orders;
import io.dermavigil.serving.rest.questions.Page;
import io.dermavigil.serving.rest.questions.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** {@code /side-effects}: accounts as they are now, or for analysts the newest release. */
public final class SideEffectsEndpoint implements Endpoint {

    private static final Set<String> PARAMETERS =
            Names.of(AccountFilter.NAMES, Page.NAMES, Set.of("reactions", "histograms"));
    private static final Orders ORDERS = new Orders(
            Relations.SIDE_EFFECTS,
            "accountKey",
            Map.of(
                    "accountKey", "account_key",
                    "period", "period_start",
                    "sessions", "sessions",
                    "patients", "patients",
                    "anyRate", "any_rate",
                    "adverseRate", "adverse_rate",
                    "updatedAt", "updated_at"));
    private static final Orders TYPE_ORDERS = new Orders(
            Relations.REACTIONS,
            "accountKey",
            Map.of("accountKey", "account_key", "period", "period_start", "sessions", "sessions"));

    private final SharedAnswers live;
    private final SharedAnswers released;

    /** With answers from live rows, and for analysts from releases. */
    public SideEffectsEndpoint(SharedAnswers live, SharedAnswers released) {
        this.live = live;
        this.released = released;
    }

    @Override
    public Set<String> parameters() {
        return PARAMETERS;
    }

    @Override
    public void answer(Question question) {
        Format format = Format.choose(question.parameters(), question.ctx().header("Accept"), Format.all());
        boolean reactions = question.parameters().flag("reactions");
        boolean histograms = question.parameters().flag("histograms");
        AccountFilter filter = AccountFilter.of(question.parameters());
        if (question.fromAnalyst()) {
            refuse("reactions", reactions);
            refuse("histograms", histograms);
            released(question, format, filter);
            return;
        }
        boolean flat = format == Format.CSV || format == Format.PARQUET;
        if (flat && histograms) {
            throw ProblemException.parameter("histograms", "false in csv and parquet");
        }
        ListQuestion list = flat && reactions ? types(question, format, filter) : accounts(question, format, filter);
        live.answer(list);
    }

    private static ListQuestion accounts(Question question, Format format, AccountFilter filter) {
        Page page = Page.of(question.parameters(), question.ctx().path(), ORDERS);
        return new ListQuestion(
                question,
                format,
                Relations.SIDE_EFFECTS,
                filter.conditions(),
                page,
                (handle, rows) -> json(question, handle, rows));
    }

    private static ListQuestion types(Question question, Format format, AccountFilter filter) {
        Page page = Page.of(question.parameters(), question.ctx().path(), TYPE_ORDERS);
        return new ListQuestion(
                question, format, Relations.REACTIONS, filter.conditions(), page, (handle, rows) -> List.of());
    }

    private void released(Question question, Format format, AccountFilter filter) {
        Conditions conditions = filter.releasedConditions();
        Page page = Page.of(question.parameters(), question.ctx().path(), ReleasedRows.ORDERS);
        released.answer(question, format, conditions.bindings().toString(), (handle, newest) -> {
            int release = newest.release() == null ? 0 : newest.release();
            return ReleasedRows.of(question, format, conditions, page, release).read(handle, newest.head());
        });
    }

    private static List<Map<String, Object>> json(Question question, Handle handle, List<Map<String, Object>> rows) {
        boolean reactions = question.parameters().flag("reactions");
        boolean histograms = question.parameters().flag("histograms");
        List<String> keys =
                rows.stream().map(row -> (String) row.get("account_key")).toList();
        var counts = new ReactionCounts(handle);
        var types = reactions ? counts.of(keys) : Map.<String, Map<String, Map<String, Object>>>of();
        var days = histograms ? counts.sessionsByDayJson(keys) : Map.<String, Object>of();
        if (reactions && histograms) {
            counts.addHistograms(types);
        }
        List<Map<String, Object>> json = new ArrayList<>();
        for (Map<String, Object> row : rows) {
            Map<String, Object> each = AccountJson.sideEffects(row);
            String key = (String) row.get("account_key");
            if (reactions) {
                each.put("reactions", types.get(key));
            }
            if (histograms) {
                each.put("sessionsByDay", days.containsKey(key) ? days.get(key) : Map.of());
            }
            json.add(each);
        }
        return json;
    }

    private static void refuse(String name, boolean value) {
        if (value) {
            throw ProblemException.forbidden(name, "false");
        }
    }
}
