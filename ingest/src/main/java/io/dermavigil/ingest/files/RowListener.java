package io.dermavigil.ingest.files;

import io.dermavigil.ingest.rows.RowOutcome;

/** Watches the rows of a file go by, for a display. */
public interface RowListener {

    /** Called after each row with the bytes of the file taken so far. */
    void read(long bytesRead);

    /** Called for each rejected row, after it was kept. */
    void rejected(RowOutcome.Rejected row);
}
