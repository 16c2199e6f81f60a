package io.dermavigil.serving.erasure;

import java.util.Map;

/**
 * What a reading of all tables found.
 *
 * @param read rows that were read, by table
 * @param holding rows that hold what was looked for, by table; without the tables that have none
 */
public record RowSearch(Map<String, Long> read, Map<String, Long> holding) {

    /** Copies the counts. */
    public RowSearch {
        read = Map.copyOf(read);
        holding = Map.copyOf(holding);
    }
}
