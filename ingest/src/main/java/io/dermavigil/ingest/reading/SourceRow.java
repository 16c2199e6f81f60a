package io.dermavigil.ingest.reading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A row of an input file as it was read, before any meaning. */
public sealed interface SourceRow {

    /** Line on which the row starts, from 1. */
    long line();

    /** The row as it stands in the file, without its line terminator; only its beginning when it was too long. */
    String raw();

    /**
     * A row of a CSV file with as many cells as the header.
     *
     * @param line line on which the row starts
     * @param raw text of the row
     * @param cells the cells, in the header's order
     */
    record Cells(long line, String raw, List<String> cells) implements SourceRow {

        /** Whether a cell held bytes that the file's character set does not know. */
        public boolean isDamaged(int column) {
            return cells.get(column).indexOf(SourceText.DAMAGED) >= 0;
        }
    }

    /**
     * A row of an NDJSON file.
     *
     * @param line line of the row
     * @param raw text of the row
     * @param object the object
     */
    record Json(long line, String raw, ObjectNode object) implements SourceRow {}

    /**
     * A row that is no row.
     *
     * @param line line on which it starts
     * @param raw text of the row
     * @param rule what a row must satisfy, without the text found
     */
    record Malformed(long line, String raw, String rule) implements SourceRow {}
}
