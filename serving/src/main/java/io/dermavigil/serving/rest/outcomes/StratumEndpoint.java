package io.dermavigil.serving.rest.outcomes;

import io.dermavigil.events.Condition;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.serving.relations.Relations;
import io.dermavigil.serving.rest.answers.SharedAnswers;
import io.dermavigil.serving.rest.formats.Document;
import io.dermavigil.serving.rest.formats.Format;
import io.dermavigil.serving.rest.listings.Snapshot;
import io.dermavigil.serving.rest.problems.Problem;
import io.dermavigil.serving.rest.problems.ProblemException;
import io.dermavigil.serving.rest.problems.ProblemKind;
import io.dermavigil.serving.rest.questions.Endpoint;
import io.dermavigil.serving.rest.questions.Parameters;
import io.dermavigil.serving.rest.questions.Question;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** {@code /strata/{condition}/{skinType}}: everything about one stratum. */
public final class StratumEndpoint implements Endpoint {

    private final SharedAnswers live;

    /** With answers from live rows. */
    public StratumEndpoint(SharedAnswers live) {
        this.live = live;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("setting", "format");
    }

    @Override
    public void answer(Question question) {
        Format.choose(question.parameters(), question.ctx().header("Accept"), EnumSet.of(Format.JSON));
        Condition condition = Parameters.constant("condition", question.ctx().pathParam("condition"), Condition.class);
        SkinType skinType = Parameters.constant("skinType", question.ctx().pathParam("skinType"), SkinType.class);
        Setting setting =
                question.parameters().constant("setting", Setting.class).orElse(Setting.CLINIC);
        var stratum = new Stratum(setting, condition, skinType);
        live.answer(
                question, Format.JSON, "", (handle, snapshot) -> Document.json(document(handle, snapshot, stratum)));
    }

    private static Map<String, Object> document(Handle handle, Snapshot snapshot, Stratum stratum) {
        List<Map<String, Object>> rows = rows(handle, stratum);
        Map<String, Object> all = rows.stream()
                .filter(row -> row.get("period_kind").equals("ALL"))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        new Problem(ProblemKind.NOT_FOUND, "No session of this stratum was published.")));
        List<Map<String, Object>> months = rows.stream()
                .filter(row -> row.get("period_kind").equals("MONTH"))
                .toList();
        String key = (String) all.get("account_key");
        var counts = new ReactionCounts(handle);
        var reactions = counts.of(List.of(key));
        counts.addHistograms(reactions);
        var timing = new StratumTiming(
                snapshot.asOf(),
                counts.sessionsByDay(months.stream()
                        .map(row -> (String) row.get("account_key"))
                        .toList()));

        Map<String, Object> document = new LinkedHashMap<>();
        document.put("asOf", snapshot.asOf());
        document.put("setting", stratum.setting());
        document.put("condition", stratum.condition());
        document.put("skinType", stratum.skinType());
        Map<String, Object> row = AccountJson.sideEffects(all);
        row.put("reactions", reactions.get(key));
        document.put("all", row);
        document.put("months", months.stream().map(timing::month).toList());
        document.put("onset", timing.onset(reactions.get(key)));
        document.put("resolution", Resolutions.of(handle, stratum, reactions.get(key)));
        return document;
    }

    private static List<Map<String, Object>> rows(Handle handle, Stratum stratum) {
        return handle.createQuery("SELECT " + Relations.SIDE_EFFECTS.selectList() + " FROM serving.side_effects"
                        + " WHERE grouping = 'STRATUM' AND setting = :setting AND condition = :condition"
                        + " AND skin_type = :skinType ORDER BY period_kind, period_start")
                .bindMap(stratum.bindings())
                .map((row, context) -> Relations.SIDE_EFFECTS.row(row))
                .list();
    }
}
