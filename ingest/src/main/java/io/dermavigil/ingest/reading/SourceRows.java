package io.dermavigil.ingest.reading;

import java.io.IOException;

/** The rows of one open input file, read one by one in constant memory. Not thread-safe. */
public interface SourceRows extends AutoCloseable {

    /** The next row, or null at the end of the file. */
    SourceRow next() throws IOException;

    /** Bytes taken from the file so far, for a progress display. */
    long bytesRead();

    @Override
    void close() throws IOException;
}
