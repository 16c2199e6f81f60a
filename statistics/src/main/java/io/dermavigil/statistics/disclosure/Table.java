package io.dermavigil.statistics.disclosure;

/** The counts of one period, three a cell; a scratch copy. */
record Table(int period, long[] counts) {

    long get(int cell, int measure) {
        return counts[cell * Frame.MEASURES + measure];
    }

    void add(int cell, int measure, long change) {
        counts[cell * Frame.MEASURES + measure] += change;
    }

    long get(int cell, Quantity quantity) {
        return quantity.of(counts, cell * Frame.MEASURES);
    }

    Table copy() {
        return new Table(period, counts.clone());
    }
}
