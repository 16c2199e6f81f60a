package io.dermavigil.ingest.reading;

import java.nio.file.Path;

/** An input file from which no row can be taken. The message names the file and what is wrong. */
public final class UnreadableFileException extends Exception {

    /** A file that fails before its first row. */
    public UnreadableFileException(Path file, String rule) {
        super(file + ": " + rule);
    }
}
