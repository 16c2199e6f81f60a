package io.dermavigil.statistics.disclosure;

import java.util.List;

/**
 * One possible truth that agrees with all the intruder knows: his numbers where he has them, elsewhere the true counts,
 * or what is nearest to them where later counts and older numbers do not fit together.
 */
final class Picture {

    private final Draft draft;
    private final Frame frame;
    private final List<int[]> lines;
    private final long[] values;
    private final long[] monthSum;

    Picture(Draft draft) {
        this.draft = draft;
        frame = draft.frame;
        lines = Lines.of(frame);
        values = new long[frame.slots()];
        monthSum = new long[frame.cells * Frame.MEASURES];
        refresh();
    }

    /** To be called when the intruder's number of a count has become another one. */
    void refresh() {
        for (int slot = 0; slot < values.length; slot++) {
            values[slot] = draft.value(slot);
        }
        for (int pass = 0; pass < 3; pass++) {
            for (int slot = 0; slot < values.length; slot++) {
                if (!draft.known(slot)) {
                    values[slot] = Math.max(least(slot), Math.min(values[slot], most(slot)));
                }
            }
            lines.forEach(this::cover);
        }
        total();
    }

    /** Lets hidden parts reach their margin, where parts are older than it. */
    private void cover(int[] line) {
        long missing = values[line[0]];
        for (int i = 1; i < line.length; i++) {
            missing -= values[line[i]];
        }
        for (int i = 1; i < line.length && missing > 0; i++) {
            if (!draft.known(line[i])) {
                long room = Math.max(0, Math.min(missing, most(line[i]) - values[line[i]]));
                values[line[i]] += room;
                missing -= room;
            }
        }
        if (missing > 0 && !draft.known(line[0])) {
            values[line[0]] -= missing;
        }
    }

    private void total() {
        for (int i = 0; i < monthSum.length; i++) {
            monthSum[i] = 0;
            for (int period = 1; period < frame.periods; period++) {
                monthSum[i] += values[period * monthSum.length + i];
            }
        }
    }

    private long least(int slot) {
        int cell = frame.cellOf(slot);
        int measure = frame.measureOf(slot);
        int start = slot - cell * Frame.MEASURES - measure;
        long least = measure + 1 < Frame.MEASURES ? values[slot + 1] : 0;
        if (frame.isRowMargin(cell)) {
            for (int column = 0; column + 1 < frame.columns; column++) {
                least = Math.max(least, values[at(start, frame.cell(frame.row(cell), column), measure)]);
            }
        }
        if (frame.isColumnMargin(cell)) {
            for (int row = 0; row + 1 < frame.rows; row++) {
                least = Math.max(least, values[at(start, frame.cell(row, frame.column(cell)), measure)]);
            }
        }
        for (int period = 1; start == 0 && period < frame.periods; period++) {
            least = Math.max(least, values[frame.slot(period, cell, measure)]);
        }
        return least;
    }

    private long most(int slot) {
        int cell = frame.cellOf(slot);
        int measure = frame.measureOf(slot);
        int start = slot - cell * Frame.MEASURES - measure;
        long most = measure > 0 ? values[slot - 1] : Long.MAX_VALUE;
        if (!frame.isRowMargin(cell)) {
            most = Math.min(most, bound(at(start, frame.cell(frame.row(cell), frame.columns - 1), measure)));
        }
        if (!frame.isColumnMargin(cell)) {
            most = Math.min(most, bound(at(start, frame.cell(frame.rows - 1, frame.column(cell)), measure)));
        }
        return start == 0 ? most : Math.min(most, bound(frame.slot(Frame.ALL_TIME, cell, measure)));
    }

    /** A margin that the intruder does not know bounds nothing. */
    private long bound(int slot) {
        return draft.known(slot) ? values[slot] : Long.MAX_VALUE;
    }

    private static int at(int start, int cell, int measure) {
        return start + cell * Frame.MEASURES + measure;
    }

    long value(int slot) {
        return values[slot];
    }

    /** The sum over months of a count, by cell and measure. */
    long monthSum(int cell, int measure) {
        return monthSum[cell * Frame.MEASURES + measure];
    }

    /** The counts of one period, to be changed at will. */
    Table table(int period) {
        int size = frame.cells * Frame.MEASURES;
        var counts = new long[size];
        System.arraycopy(values, period * size, counts, 0, size);
        return new Table(period, counts);
    }
}
