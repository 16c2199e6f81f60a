package io.dermavigil.statistics.disclosure;

import java.util.List;

/**
 * Numbers of different releases that no patients could give together: a new number above an older margin, say. They
 * would show that the older count has changed, by less than the threshold; so the new number is hidden.
 */
final class Contradictions {

    private final Draft draft;
    private final List<int[]> lines;

    Contradictions(Draft draft) {
        this.draft = draft;
        lines = Lines.of(draft.frame);
    }

    /** Hides until what the intruder knows is possible; older numbers alone are, for they were published together. */
    void hideAll() {
        boolean hid;
        do {
            hid = false;
            for (int[] line : lines) {
                hid |= settle(line);
            }
        } while (hid);
    }

    private boolean settle(int[] line) {
        boolean hid = false;
        for (int i = 1; i < line.length; i++) {
            if (draft.known(line[0]) && draft.known(line[i]) && draft.value(line[i]) > draft.value(line[0])) {
                hid |= hideOne(line[i], line[0]);
            }
        }
        return hid || (isShort(line) && hideOne(line));
    }

    private boolean isShort(int[] line) {
        long sum = 0;
        for (int slot : line) {
            if (!draft.known(slot)) {
                return false;
            }
            sum += draft.value(slot);
        }
        return sum < 2 * draft.value(line[0]);
    }

    private boolean hideOne(int... slots) {
        for (int slot : slots) {
            if (draft.news(slot) && draft.publishedBefore(slot)) {
                draft.hideForItself(slot);
                return true;
            }
        }
        for (int slot : slots) {
            if (draft.news(slot)) {
                draft.hideForItself(slot);
                return true;
            }
        }
        return false;
    }
}
