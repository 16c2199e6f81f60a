package io.dermavigil.jobs.accounts;

import java.util.Arrays;

/**
 * Adds up counts in place: sorted arrays, so that adding to a counter that is there costs a binary search and no
 * allocation. Not thread-safe.
 */
public final class CountsBuilder {

    private int[] counters = new int[16];
    private long[] amounts = new long[16];
    private int size;

    /** Adds to a counter; {@link Counters#LAST_SEEN} keeps the greatest. */
    public CountsBuilder add(int counter, long amount) {
        int at = Arrays.binarySearch(counters, 0, size, counter);
        if (at >= 0) {
            amounts[at] = counter == Counters.LAST_SEEN ? Math.max(amounts[at], amount) : amounts[at] + amount;
        } else {
            insert(-at - 1, counter, amount);
        }
        return this;
    }

    /** Adds every counter of other counts. */
    public CountsBuilder add(Counts counts) {
        for (int i = 0; i < counts.size(); i++) {
            add(counts.counter(i), counts.amount(i));
        }
        return this;
    }

    /** Takes away every counter of other counts; never {@link Counters#LAST_SEEN}. */
    public CountsBuilder subtract(Counts counts) {
        for (int i = 0; i < counts.size(); i++) {
            add(counts.counter(i), -counts.amount(i));
        }
        return this;
    }

    /** What was added, without the counters that came out as zero. */
    public Counts build() {
        int[] keptCounters = new int[size];
        long[] keptAmounts = new long[size];
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (amounts[i] != 0) {
                keptCounters[kept] = counters[i];
                keptAmounts[kept++] = amounts[i];
            }
        }
        return kept == 0
                ? Counts.NONE
                : new Counts(Arrays.copyOf(keptCounters, kept), Arrays.copyOf(keptAmounts, kept));
    }

    private void insert(int at, int counter, long amount) {
        if (size == counters.length) {
            counters = Arrays.copyOf(counters, 2 * size);
            amounts = Arrays.copyOf(amounts, 2 * size);
        }
        System.arraycopy(counters, at, counters, at + 1, size - at);
        System.arraycopy(amounts, at, amounts, at + 1, size - at);
        counters[at] = counter;
        amounts[at] = amount;
        size++;
    }
}
