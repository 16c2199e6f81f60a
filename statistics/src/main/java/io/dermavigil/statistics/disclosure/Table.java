package io.dermavigil.statistics.disclosure;

/** The counts of one period, three a cell; a scratch copy. */
final class Table {

    private final int period;
    private final long[] counts;

    /** @param counts taken over */
    Table(int period, long[] counts) {
        this.period = period;
        this.counts = counts;
    }

    int period() {
        return period;
    }

    long get(int cell, int measure) {
        return counts[cell * Frame.MEASURES + measure];
    }

    void add(int cell, int measure, long change) {
        counts[cell * Frame.MEASURES + measure] += change;
    }

    long get(int cell, Quantity quantity) {
        return quantity.of(counts, cell * Frame.MEASURES);
    }
}
