package io.dermavigil.ingest.mapping;

import java.nio.file.Path;

/** A mapping that cannot be used. The message names file, line and key. */
public final class MappingException extends Exception {

    /** A problem that belongs to no line. */
    MappingException(Path file, String rule) {
        super(file + ": " + rule);
    }

    /** A problem at a line. */
    MappingException(Path file, int line, String rule) {
        super(file + ", line " + line + ": " + rule);
    }
}
