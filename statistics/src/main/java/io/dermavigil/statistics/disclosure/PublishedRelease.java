package io.dermavigil.statistics.disclosure;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One release of one setting: immutable, every count of it by name.
 *
 * @param number 1, 2, ... in the order of publication
 * @param rule the rule it was made with
 * @param counts everything the release says; a count that is not here was never asked for
 */
public record PublishedRelease(int number, ReleaseRule rule, SortedMap<CountId, PublishedCount> counts) {

    public PublishedRelease {
        if (number < 1) {
            throw new IllegalArgumentException("releases are numbered from 1, not " + number);
        }
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    /** The same, from counts in any order. */
    public static PublishedRelease of(int number, ReleaseRule rule, Map<CountId, PublishedCount> counts) {
        return new PublishedRelease(number, rule, new TreeMap<>(counts));
    }

    /**
     * What the release says of a count.
     *
     * @throws IllegalArgumentException when it says nothing of it
     */
    public PublishedCount at(CountId id) {
        var published = counts.get(id);
        if (published == null) {
            throw new IllegalArgumentException("release " + number + " has no " + id);
        }
        return published;
    }
}
