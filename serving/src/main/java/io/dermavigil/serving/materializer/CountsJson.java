package io.dermavigil.serving.materializer;

import java.util.Map;

/** Sparse histograms as JSON objects. */
final class CountsJson {

    private CountsJson() {}

    /** Counts by day or reason; the names are days, dates or symbols, see {@link RowShape}, and need no escaping. */
    static String of(Map<String, Long> counts) {
        if (counts.isEmpty()) {
            return "{}";
        }
        StringBuilder json = new StringBuilder(16 * counts.size()).append('{');
        counts.forEach((name, count) -> {
            if (json.length() > 1) {
                json.append(',');
            }
            json.append('"').append(name).append("\":").append(count.longValue());
        });
        return json.append('}').toString();
    }
}
