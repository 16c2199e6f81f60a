package io.dermavigil.ingest.rejects;

import io.dermavigil.ingest.rows.EventRows;
import io.dermavigil.ingest.rows.RowOutcome;
import java.io.IOException;
import java.nio.file.Path;

/** How rejected rows are written down. */
sealed interface RejectFormat permits CsvRejects, JsonRejects {

    /**
     * Starts the rejects of a file.
     *
     * @throws IOException when the format cannot hold this file's rows beside those of an earlier one
     */
    void begin(Path file, EventRows rows) throws IOException;

    /** The text of one reject, with its line end and whatever must stand before the first. */
    String text(RowOutcome.Rejected row);
}
