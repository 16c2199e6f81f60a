package io.dermavigil.statistics.disclosure;

import java.util.Map;

/** What is true of distinct patients whoever they are. */
final class CountRules {

    private CountRules() {}

    static void check(Map<CountId, Long> counts) {
        counts.forEach((id, count) -> require(count >= 0, id, "must not be negative"));
        var frame = new Frame(counts.keySet());
        var values = new long[frame.slots()];
        counts.forEach((id, count) -> values[frame.slot(id)] = count);
        for (int slot = 0; slot < values.length; slot++) {
            if (frame.measureOf(slot) > 0) {
                require(values[slot] <= values[slot - 1], frame.id(slot), "must not exceed the measure that holds it");
            }
        }
        for (int[] line : Lines.of(frame)) {
            checkLine(frame, values, line);
        }
    }

    private static void checkLine(Frame frame, long[] values, int[] line) {
        long margin = values[line[0]];
        long sum = 0;
        for (int i = 1; i < line.length; i++) {
            sum += values[line[i]];
            require(values[line[i]] <= margin, frame.id(line[i]), "must not exceed its margin");
        }
        require(margin <= sum, frame.id(line[0]), "must not exceed the sum of what it covers");
    }

    private static void require(boolean holds, CountId id, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("count " + id + ' ' + rule + "; were all counts taken at one moment?");
        }
    }
}
