package io.dermavigil.serving.materializer;

import io.dermavigil.events.OutcomeRated;
import java.util.Collections;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Columns of {@code raw.rating_facts}. */
final class RatingColumns implements FactTable.FactColumns {

    @Override
    public List<FactTable.Column> columns() {
        return FactTable.columns(
                "rated_on", "date",
                "satisfaction", "integer",
                "improvement", "integer",
                "downtime_days", "integer",
                "reporter", "text");
    }

    @Override
    public void values(SpecificRecord event, List<Object> row) {
        OutcomeRated rating = (OutcomeRated) event;
        Collections.addAll(
                row,
                rating.getRatedOn(),
                rating.getSatisfaction(),
                rating.getImprovement(),
                rating.getDowntimeDays(),
                rating.getReporter().name());
    }
}
