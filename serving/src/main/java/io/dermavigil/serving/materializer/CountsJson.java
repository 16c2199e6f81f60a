package io.dermavigil.serving.materializer;

import java.util.Map;

/** Sparse histograms as JSON objects. */
final class CountsJson {

    private CountsJson() {}

    /** Counts by day or reason; the names are our own (days, dates, enum symbols) and checked to need no escaping. */
    static String of(Map<String, Long> counts) {
        if (counts.isEmpty()) {
            return "{}";
        }
        StringBuilder json = new StringBuilder(16 * counts.size()).append('{');
        counts.forEach((name, count) -> {
            if (!name.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c == '-' || c == '_')) {
                throw new IllegalArgumentException("a histogram counts by day, date or symbol");
            }
            if (json.length() > 1) {
                json.append(',');
            }
            json.append('"').append(name).append("\":").append(count.longValue());
        });
        return json.append('}').toString();
    }
}
