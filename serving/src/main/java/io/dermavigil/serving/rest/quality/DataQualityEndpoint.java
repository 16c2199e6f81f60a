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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** {@code /data-quality}: what each clinic delivered, and how well. */
public final class DataQualityEndpoint implements Endpoint {

    private static final Orders ORDERS = new Orders(
            Relations.CLINICS,
            "clinicId",
            Map.of("clinicId", "clinic_id", "lastSeenAt", "last_seen_at", "rejected", "rejected"));

    private final SharedAnswers live;

    /** With answers from live rows. */
    public DataQualityEndpoint(SharedAnswers live) {
        this.live = live;
    }

    /** A clinic's name; null where the store holds the empty one, for what could not be attributed. */
    static Object clinic(Map<String, Object> row) {
        return "".equals(row.get("clinic_id")) ? null : row.get("clinic_id");
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
                Relations.CLINICS,
                Conditions.none(),
                Page.of(question.parameters(), question.ctx().path(), ORDERS),
                DataQualityEndpoint::json);
        live.answer(list);
    }

    private static List<Map<String, Object>> json(Handle handle, List<Map<String, Object>> rows) {
        Map<String, Map<String, Long>> rejected = new LinkedHashMap<>();
        handle.createQuery("SELECT clinic_id, reason, records FROM serving.rejects WHERE clinic_id = ANY(:clinics)")
                .bindArray(
                        "clinics",
                        String.class,
                        rows.stream().map(row -> (String) row.get("clinic_id")).toList())
                .map((row, context) -> rejected.computeIfAbsent(row.getString("clinic_id"), clinic -> new TreeMap<>())
                        .put(row.getString("reason"), row.getLong("records")))
                .list();
        return rows.stream()
                .map(row -> json(row, rejected.getOrDefault((String) row.get("clinic_id"), Map.of())))
                .toList();
    }

    private static Map<String, Object> json(Map<String, Object> row, Map<String, Long> rejected) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("clinicId", clinic(row));
        json.put("lastSeenAt", row.get("last_seen_at"));
        json.put("acceptedSessions", row.get("accepted_sessions"));
        json.put("acceptedReactions", row.get("accepted_reactions"));
        json.put("acceptedRatings", row.get("accepted_ratings"));
        json.put("heldReactions", row.get("held_reactions"));
        json.put("heldRatings", row.get("held_ratings"));
        json.put("onsetBeforeTreatment", row.get("onset_before_treatment"));
        json.put("ratingBeforeTreatment", row.get("rating_before_treatment"));
        json.put("rejected", rejected);
        json.put("rejectedTotal", row.get("rejected"));
        json.put("updatedAt", row.get("updated_at"));
        return json;
    }
}
