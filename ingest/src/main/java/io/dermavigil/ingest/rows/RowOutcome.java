package io.dermavigil.ingest.rows;

import io.dermavigil.ingest.reading.SourceRow;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** What became of one row of a file. */
public sealed interface RowOutcome {

    /** The row as it was read. */
    SourceRow row();

    /**
     * A row that became an event.
     *
     * @param row the row
     * @param event the event, checked
     */
    record Accepted(SourceRow row, SpecificRecord event) implements RowOutcome {}

    /**
     * A row that cannot be published as it is.
     *
     * @param row the row
     * @param problems every rule it breaks; at least one
     */
    record Rejected(SourceRow row, List<RowProblem> problems) implements RowOutcome {}
}
