package io.dermavigil.statistics.disclosure;

/** What must not be small and known in a cell: the three counts, and what subtracting one from another gives away. */
enum Quantity {
    PATIENTS(0, 0, -1),
    ANY(1, 1, -1),
    ADVERSE(2, 2, -1),
    WITHOUT_ANY(3, 0, 1),
    WITHOUT_ADVERSE(4, 0, 2),
    ANY_NOT_ADVERSE(5, 1, 2);

    private static final Quantity[] VALUES = values();

    /** 0 to 5. */
    final int number;

    /** Ordinal of the measure that counts. */
    final int plus;

    /** Ordinal of the measure that is subtracted; negative when nothing is. */
    final int minus;

    Quantity(int number, int plus, int minus) {
        this.number = number;
        this.plus = plus;
        this.minus = minus;
    }

    static Quantity[] all() {
        return VALUES.clone();
    }

    boolean isDifference() {
        return minus >= 0;
    }

    /** The quantity in a table of three counts a cell. */
    long of(long[] counts, int offset) {
        return counts[offset + plus] - (minus < 0 ? 0 : counts[offset + minus]);
    }

    /** How a change by one of the measures in {@code mask} (a bit each) changes the quantity: -1, 0 or 1. */
    int effect(int mask) {
        return (mask >> plus & 1) - (minus < 0 ? 0 : mask >> minus & 1);
    }
}
