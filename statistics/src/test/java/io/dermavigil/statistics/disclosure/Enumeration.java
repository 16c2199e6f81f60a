package io.dermavigil.statistics.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All tables of one measure that agree with what is published of one period, by trying every number: slow, and without
 * any of the cleverness that is under test.
 */
final class Enumeration {

    private final List<CountId> unknown = new ArrayList<>();
    private final Map<CountId, Long> values = new TreeMap<>();
    private final Map<CountId, NavigableSet<Long>> found = new TreeMap<>();
    private final List<String> conditions;
    private final List<String> skinTypes;
    private final String period;
    private final Measure measure;
    private final Map<String, Long> overlaps;
    private final long greatest;

    /**
     * @param overlaps by row or column, how much its parts add up to beyond its margin; null when only the certain
     *     inequalities hold
     */
    Enumeration(
            Map<CountId, Long> known,
            List<CountId> all,
            String period,
            Measure measure,
            Map<String, Long> overlaps,
            long greatest) {
        this.period = period;
        this.measure = measure;
        this.overlaps = overlaps;
        this.greatest = greatest;
        conditions = all.stream().map(CountId::condition).distinct().sorted().toList();
        skinTypes = all.stream().map(CountId::skinType).distinct().sorted().toList();
        for (var id : all) {
            if (id.period().equals(period) && id.measure() == measure) {
                if (known.containsKey(id)) {
                    values.put(id, known.get(id));
                } else {
                    unknown.add(id);
                }
            }
        }
    }

    /** The values that each hidden count can have. */
    Map<CountId, NavigableSet<Long>> feasible() {
        unknown.forEach(id -> found.put(id, new TreeSet<>()));
        choose(0);
        return found;
    }

    private void choose(int next) {
        if (!possible()) {
            return;
        }
        if (next == unknown.size()) {
            unknown.forEach(id -> found.get(id).add(values.get(id)));
            return;
        }
        for (long value = 0; value <= greatest; value++) {
            values.put(unknown.get(next), value);
            choose(next + 1);
        }
        values.remove(unknown.get(next));
    }

    private boolean possible() {
        for (var condition : conditions) {
            var line = skinTypes.stream()
                    .filter(s -> !s.equals(CountId.ALL))
                    .map(s -> id(condition, s))
                    .toList();
            if (!fits("row " + condition, id(condition, CountId.ALL), line)) {
                return false;
            }
        }
        for (var skinType : skinTypes) {
            var line = conditions.stream()
                    .filter(c -> !c.equals(CountId.ALL))
                    .map(c -> id(c, skinType))
                    .toList();
            if (!fits("column " + skinType, id(CountId.ALL, skinType), line)) {
                return false;
            }
        }
        return true;
    }

    private boolean fits(String line, CountId margin, List<CountId> parts) {
        Long whole = values.get(margin);
        long sum = 0;
        boolean complete = whole != null;
        for (var part : parts) {
            Long value = values.get(part);
            complete &= value != null;
            sum += value == null ? 0 : value;
            if (value != null && whole != null && value > whole) {
                return false;
            }
        }
        if (overlaps == null) {
            return !complete || whole <= sum;
        }
        long counted = sum - overlaps.get(line);
        return whole == null || (complete ? counted == whole : counted <= whole);
    }

    private CountId id(String condition, String skinType) {
        return new CountId(period, condition, skinType, measure);
    }
}
