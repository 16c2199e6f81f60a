package io.dermavigil.ingest.rejects;

import io.dermavigil.ingest.rows.EventRows;
import io.dermavigil.ingest.rows.RowOutcome;
import java.io.IOException;
import java.nio.file.Path;

/** Where rejected rows go. */
public interface RejectSink extends AutoCloseable {

    /** Keeps nothing: the rows are still in their file. */
    RejectSink NONE = new RejectSink() {
        @Override
        public void begin(Path file, EventRows rows) {}

        @Override
        public void reject(RowOutcome.Rejected row) {}

        @Override
        public void close() {}
    };

    /**
     * Prepares for the rejects of a file.
     *
     * @param file the file, to be named beside each reject
     * @param rows its rows, of which only the columns and the format are read
     */
    void begin(Path file, EventRows rows) throws IOException;

    /**
     * Keeps a rejected row. When this returns the row is with the operating system, so killing the process loses nothing.
     *
     * @throws IOException when it cannot be kept, for example on a full disk; publishing must stop then
     */
    void reject(RowOutcome.Rejected row) throws IOException;

    @Override
    void close() throws IOException;
}
