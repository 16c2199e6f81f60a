package io.dermavigil.jobs.accounts;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Adds up postings before they cross the network: strata are few and hot. Bounded: the first accounts fill it, the others
 * go through as they are. Whoever holds one must drain it before a checkpoint barrier and at the end of input, so that
 * no posting lives in memory only. Not thread-safe.
 */
public final class Combiner {

    private final int capacity;
    private final BiConsumer<String, Counts> out;
    private final Map<String, CountsBuilder> sums = new HashMap<>();

    /**
     * An empty combiner.
     *
     * @param capacity greatest number of accounts held; at least 1
     * @param out where sums and what does not fit go
     */
    public Combiner(int capacity, BiConsumer<String, Counts> out) {
        this.capacity = capacity;
        this.out = out;
    }

    /** Adds a posting, or lets it through. */
    public void post(String account, Counts counts) {
        CountsBuilder sum = sums.get(account);
        if (sum == null) {
            if (sums.size() >= capacity) {
                out.accept(account, counts);
                return;
            }
            sum = new CountsBuilder();
            sums.put(account, sum);
        }
        sum.add(counts);
    }

    /** Sends all sums on and forgets them; sums that cancelled out are not sent. */
    public void drain() {
        sums.forEach((account, sum) -> {
            Counts counts = sum.build();
            if (!counts.isEmpty()) {
                out.accept(account, counts);
            }
        });
        sums.clear();
    }
}
