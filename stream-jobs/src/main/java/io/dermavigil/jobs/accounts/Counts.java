package io.dermavigil.jobs.accounts;

import java.util.Arrays;
import java.util.function.LongBinaryOperator;

/**
 * Sparse counts by counter, immutable. Counters are numbers (see {@link Counters}); a counter that stands at zero is
 * absent, so two counts are equal exactly when they say the same.
 */
public final class Counts {

    /** Nothing counted. */
    public static final Counts NONE = new Counts(new int[0], new long[0]);

    private final int[] counters;
    private final long[] amounts;

    /**
     * Takes the arrays over without copying.
     *
     * @param counters ascending, each once
     * @param amounts the amount of each, none zero
     */
    Counts(int[] counters, long[] amounts) {
        this.counters = counters;
        this.amounts = amounts;
    }

    /** Number of counters that are not zero. */
    public int size() {
        return counters.length;
    }

    /** Whether every counter is zero. */
    public boolean isEmpty() {
        return counters.length == 0;
    }

    /** The counter at a place, ascending. */
    public int counter(int at) {
        return counters[at];
    }

    /** The amount at a place. */
    public long amount(int at) {
        return amounts[at];
    }

    /** The amount of a counter; zero when absent. */
    public long get(int counter) {
        int at = Arrays.binarySearch(counters, counter);
        return at < 0 ? 0 : amounts[at];
    }

    /** The place of the first counter that is not below a number; {@link #size()} when there is none. */
    public int firstAt(int counter) {
        int at = Arrays.binarySearch(counters, counter);
        return at < 0 ? -at - 1 : at;
    }

    /** Whether any counter within a range is not zero. */
    public boolean hasAny(int from, int to) {
        int first = firstAt(from);
        return first < counters.length && counters[first] < to;
    }

    /** The sum of two counts; {@link Counters#LAST_SEEN} becomes the greater of both. */
    public Counts plus(Counts other) {
        if (other.isEmpty()) {
            return this;
        }
        return isEmpty() ? other : merge(other, Long::sum);
    }

    /** The difference of two counts. Not for {@link Counters#LAST_SEEN}, which no one takes back. */
    public Counts minus(Counts other) {
        return other.isEmpty() ? this : merge(other, (a, b) -> a - b);
    }

    private Counts merge(Counts other, LongBinaryOperator operator) {
        int[] mergedCounters = new int[counters.length + other.counters.length];
        long[] mergedAmounts = new long[mergedCounters.length];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < counters.length || j < other.counters.length) {
            int mine = i < counters.length ? counters[i] : Integer.MAX_VALUE;
            int theirs = j < other.counters.length ? other.counters[j] : Integer.MAX_VALUE;
            int counter = Math.min(mine, theirs);
            long a = mine == counter ? amounts[i++] : 0;
            long b = theirs == counter ? other.amounts[j++] : 0;
            long merged = counter == Counters.LAST_SEEN ? Math.max(a, b) : operator.applyAsLong(a, b);
            if (merged != 0) {
                mergedCounters[size] = counter;
                mergedAmounts[size++] = merged;
            }
        }
        return new Counts(Arrays.copyOf(mergedCounters, size), Arrays.copyOf(mergedAmounts, size));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Counts counts
                && Arrays.equals(counters, counts.counters)
                && Arrays.equals(amounts, counts.amounts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(counters) + Arrays.hashCode(amounts);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < counters.length; i++) {
            text.append(i == 0 ? "" : ", ").append(counters[i]).append('=').append(amounts[i]);
        }
        return text.append('}').toString();
    }
}
