package io.dermavigil.serving.rest.outcomes;

import io.dermavigil.events.Condition;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.serving.rest.answers.SharedAnswers;
import io.dermavigil.serving.rest.formats.Document;
import io.dermavigil.serving.rest.formats.Format;
import io.dermavigil.serving.rest.questions.Endpoint;
import io.dermavigil.serving.rest.questions.Months;
import io.dermavigil.serving.rest.questions.Question;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code /clinics}: clinics compared in a funnel. */
public final class ClinicsEndpoint implements Endpoint {

    private final SharedAnswers live;

    /** With answers from live rows. */
    public ClinicsEndpoint(SharedAnswers live) {
        this.live = live;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("setting", "condition", "skinType", "period", "format");
    }

    @Override
    public void answer(Question question) {
        Format.choose(question.parameters(), question.ctx().header("Accept"), EnumSet.of(Format.JSON));
        Setting setting =
                question.parameters().constant("setting", Setting.class).orElse(Setting.CLINIC);
        Optional<Condition> condition = question.parameters().constant("condition", Condition.class);
        Optional<SkinType> skinType = question.parameters().constant("skinType", SkinType.class);
        Months months = Months.single(question.parameters());
        var mix = new ClinicMix(setting, condition, skinType, months);
        live.answer(question, Format.JSON, "", (handle, snapshot) -> {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("asOf", snapshot.asOf());
            document.put("setting", setting);
            document.put("condition", condition.orElse(null));
            document.put("skinType", skinType.orElse(null));
            document.put("period", months.json());
            document.putAll(Funnel.of(mix.read(handle)).json());
            return Document.json(document);
        });
    }
}
