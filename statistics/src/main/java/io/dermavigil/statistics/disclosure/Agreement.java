package io.dermavigil.statistics.disclosure;

/** Whether a changed table is a possible truth: checked count by count, in whole numbers, apart from how it came about. */
final class Agreement {

    private final Draft draft;
    private final Picture picture;
    private final Frame frame;
    private final Rooms rooms;

    Agreement(Draft draft, Picture picture, Rooms rooms) {
        this.draft = draft;
        this.picture = picture;
        this.rooms = rooms;
        frame = draft.frame;
    }

    /** Whether every changed count is hidden and keeps to its cell, its margins and the known counts over time. */
    boolean holds(Table table) {
        var before = picture.table(table.period());
        for (int cell = 0; cell < frame.cells; cell++) {
            for (int measure = 0; measure < Frame.MEASURES; measure++) {
                if (changed(table, cell, measure) && !holds(table, before, cell, measure)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether all rows and columns add up to what they added up to. */
    boolean keepsSums(Table table) {
        for (int[] line : Lines.within(frame, table.period())) {
            long difference = 0;
            for (int i = 0; i < line.length; i++) {
                long change = table.get(frame.cellOf(line[i]), frame.measureOf(line[i])) - picture.value(line[i]);
                difference += i == 0 ? -change : change;
            }
            if (difference != 0) {
                return false;
            }
        }
        return true;
    }

    boolean changed(Table table, int cell, int measure) {
        return table.get(cell, measure) != picture.value(frame.slot(table.period(), cell, measure));
    }

    private boolean holds(Table table, Table before, int cell, int measure) {
        long count = table.get(cell, measure);
        return !draft.known(frame.slot(table.period(), cell, measure))
                && inCell(table, cell)
                && (underMargins(table, cell, measure) || !underMargins(before, cell, measure))
                && (overParts(table, cell, measure) || !overParts(before, cell, measure))
                && count <= rooms.most(table.period(), cell, measure)
                && count >= rooms.least(table.period(), cell, measure);
    }

    private static boolean inCell(Table table, int cell) {
        return table.get(cell, 0) >= table.get(cell, 1)
                && table.get(cell, 1) >= table.get(cell, 2)
                && table.get(cell, 2) >= 0;
    }

    private boolean underMargins(Table table, int cell, int measure) {
        long count = table.get(cell, measure);
        return count <= table.get(frame.cell(frame.row(cell), frame.columns - 1), measure)
                && count <= table.get(frame.cell(frame.rows - 1, frame.column(cell)), measure);
    }

    private boolean overParts(Table table, int cell, int measure) {
        long count = table.get(cell, measure);
        boolean over = true;
        for (int column = 0; frame.isRowMargin(cell) && column < frame.columns; column++) {
            over &= count >= table.get(frame.cell(frame.row(cell), column), measure);
        }
        for (int row = 0; frame.isColumnMargin(cell) && row < frame.rows; row++) {
            over &= count >= table.get(frame.cell(row, frame.column(cell)), measure);
        }
        return over;
    }
}
