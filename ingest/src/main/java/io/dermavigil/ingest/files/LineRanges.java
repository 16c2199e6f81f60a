package io.dermavigil.ingest.files;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A set of line numbers, kept as ranges. Thread-safe. */
public final class LineRanges {

    private final TreeMap<Long, Long> ranges = new TreeMap<>();
    private long count;

    /** Adds a line; a line added twice counts once. */
    public synchronized void add(long line) {
        var before = ranges.floorEntry(line);
        if (before != null && before.getValue() >= line) {
            return;
        }
        count++;
        long first = before != null && before.getValue() == line - 1 ? before.getKey() : line;
        Long joined = ranges.remove(line + 1);
        ranges.put(first, joined == null ? line : joined);
    }

    /** How many lines. */
    public synchronized long count() {
        return count;
    }

    /** For people: {@code 2, 5-7}; empty text for no line. */
    public synchronized String text() {
        List<String> texts = new ArrayList<>(ranges.size());
        ranges.forEach((first, last) -> texts.add(first.equals(last) ? first.toString() : first + "-" + last));
        return String.join(", ", texts);
    }
}
