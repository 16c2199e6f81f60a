package io.dermavigil.serving.rest.quality;

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
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code /follow-ups}: reactions whose follow-up is overdue, as a work list of cases. */
public final class FollowUpsEndpoint implements Endpoint {

    private static final Orders ORDERS = new Orders(
            Relations.FOLLOW_UPS,
            "-daysOverdue",
            Map.of("daysOverdue", "days_overdue", "dueOn", "due_on", "grade", "grade", "clinicId", "clinic_id"));

    private final SharedAnswers live;
    private final Clock clock;

    /**
     * With answers from live rows.
     *
     * @param clock tells which day today is, in UTC
     */
    public FollowUpsEndpoint(SharedAnswers live, Clock clock) {
        this.live = live;
        this.clock = clock;
    }

    @Override
    public Set<String> parameters() {
        return Names.of(Page.NAMES, Set.of("asOf", "clinicId"));
    }

    @Override
    public void answer(Question question) {
        Format format = Format.choose(question.parameters(), question.ctx().header("Accept"), Format.all());
        LocalDate asOf = question.parameters().day("asOf").orElseGet(() -> LocalDate.now(clock));
        Conditions conditions = Conditions.none().with("asOf", asOf);
        Optional<String> clinic = AccountFilter.clinic(question.parameters());
        if (clinic.isPresent()) {
            conditions = conditions.and("clinic_id = :clinic", "clinic", clinic.get());
        }
        var list = new ListQuestion(
                question,
                format,
                Relations.FOLLOW_UPS,
                conditions,
                Page.of(question.parameters(), question.ctx().path(), ORDERS),
                (handle, rows) -> rows.stream().map(FollowUpsEndpoint::json).toList());
        live.answer(list);
    }

    private static Map<String, Object> json(Map<String, Object> row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("patientKey", row.get("patient_key"));
        json.put("clinicId", row.get("clinic_id"));
        json.put("sessionId", row.get("session_id"));
        json.put("reactionId", row.get("reaction_id"));
        json.put("reactionType", row.get("reaction_type"));
        json.put("grade", row.get("grade"));
        json.put("serious", row.get("serious"));
        json.put("onsetOn", row.get("onset_on"));
        json.put("ongoingOn", row.get("ongoing_on"));
        json.put("expectedWindowDays", row.get("expected_window_days"));
        json.put("dueOn", row.get("due_on"));
        json.put("daysOverdue", row.get("days_overdue"));
        return json;
    }
}
