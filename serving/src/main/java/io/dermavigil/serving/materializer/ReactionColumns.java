package io.dermavigil.serving.materializer;

import io.dermavigil.events.ReactionReported;
import java.util.Collections;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Columns of {@code raw.reaction_facts}. */
final class ReactionColumns implements FactTable.FactColumns {

    @Override
    public List<FactTable.Column> columns() {
        return FactTable.columns(
                "reaction_type", "text",
                "grade", "integer",
                "seriousness", "text[]",
                "onset_on", "date",
                "resolved_on", "date",
                "ongoing_on", "date",
                "aware_on", "date",
                "reporter", "text",
                "sun_exposure_within_72h", "boolean",
                "causality", "text");
    }

    @Override
    public void values(SpecificRecord event, List<Object> row) {
        ReactionReported reaction = (ReactionReported) event;
        Collections.addAll(
                row,
                reaction.getType().name(),
                reaction.getGrade(),
                FactTable.symbols(reaction.getSeriousness()),
                reaction.getOnsetOn(),
                reaction.getResolvedOn(),
                reaction.getOngoingOn(),
                reaction.getAwareOn(),
                reaction.getReporter().name(),
                reaction.getSunExposureWithin72h(),
                reaction.getCausality().name());
    }
}
