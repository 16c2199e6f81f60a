package io.dermavigil.statistics.disclosure;

import java.util.function.IntPredicate;

/** Two counts of a cell that are both known give their difference away: where it is small, one of them is hidden. */
final class SmallDifferences {

    /** Which of the two is hidden first: the reactions before the patients, any reaction before adverse ones. */
    private static final int[] ORDER = {1, 2, 0};

    private final Draft draft;
    private final Frame frame;

    SmallDifferences(Draft draft) {
        this.draft = draft;
        frame = draft.frame;
    }

    void hideAll() {
        boolean hid;
        do {
            hid = false;
            for (int at = 0; at < frame.slots(); at += Frame.MEASURES) {
                for (var quantity : Quantity.all()) {
                    hid |= givesAway(at, quantity) && hideOne(at, quantity);
                }
            }
        } while (hid);
    }

    /** Whether the count, were it shown, would give away a small difference in its cell. */
    boolean givesAway(int slot) {
        int at = slot - frame.measureOf(slot);
        for (var quantity : Quantity.all()) {
            if (givesAway(at, quantity)) {
                return true;
            }
        }
        return false;
    }

    private boolean givesAway(int at, Quantity quantity) {
        if (!quantity.isDifference() || !draft.known(at + quantity.plus) || !draft.known(at + quantity.minus)) {
            return false;
        }
        long difference = draft.value(at + quantity.plus) - draft.value(at + quantity.minus);
        return difference < 0 || draft.rule.small(difference);
    }

    /** Where both counts are old, they were shown under a lower threshold: one of them is not said again. */
    private boolean hideOne(int at, Quantity quantity) {
        return hideFirst(at, quantity, draft::news)
                || (draft.printed(at + quantity.plus)
                        && draft.printed(at + quantity.minus)
                        && hideFirst(at, quantity, draft::printed));
    }

    private boolean hideFirst(int at, Quantity quantity, IntPredicate which) {
        for (int measure : ORDER) {
            boolean part = measure == quantity.plus || measure == quantity.minus;
            if (part && which.test(at + measure)) {
                draft.hideForItself(at + measure);
                return true;
            }
        }
        return false;
    }
}
