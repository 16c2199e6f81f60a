package io.dermavigil.statistics.disclosure;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The true counts of one setting when a release is made: for {@link CountId#ALL} and every month with patients, for
 * every condition and skin type and their margins, three measures. A count that is left out is zero.
 *
 * <p>They must be of one moment. Distinct patients do not add up, but each measure lies within the one before it, and
 * a margin lies between the greatest and the sum of what it covers, over conditions, skin types and months alike.
 *
 * @param counts patients, none negative
 */
public record TrueCounts(SortedMap<CountId, Long> counts) {

    /** @throws IllegalArgumentException naming the first count that no patients could give; never its value */
    public TrueCounts {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        CountRules.check(counts);
    }

    /** The same, from counts in any order. */
    public static TrueCounts of(Map<CountId, Long> counts) {
        return new TrueCounts(new TreeMap<>(counts));
    }
}
