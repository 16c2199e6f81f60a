package io.dermavigil.statistics.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * By how much the cells of a table can rise or fall, each by itself, when some measures move together: within the
 * measures that stay, within margins that stay, and within what known counts of other periods allow.
 */
final class Rooms {

    /** More than all patients there are, and far from overflow. */
    private static final long FREE = 1L << 40;

    private final Draft draft;
    private final Picture picture;
    private final Frame frame;

    Rooms(Draft draft, Picture picture) {
        this.draft = draft;
        this.picture = picture;
        frame = draft.frame;
    }

    /** Whether the intruder knows none of the moving measures of a cell. */
    boolean movable(int period, int cell, int mask) {
        for (int measure = 0; measure < Frame.MEASURES; measure++) {
            if (moves(mask, measure) && draft.known(frame.slot(period, cell, measure))) {
                return false;
            }
        }
        return true;
    }

    /** @param rising margins that rise as much as the cell, and so do not hold it */
    long up(Table table, int cell, int mask, Set<Integer> rising) {
        long room = FREE;
        for (int measure = 0; measure < Frame.MEASURES; measure++) {
            if (moves(mask, measure)) {
                long count = table.get(cell, measure);
                if (measure > 0 && !moves(mask, measure - 1)) {
                    room = Math.min(room, table.get(cell, measure - 1) - count);
                }
                room = Math.min(room, underMargins(table, cell, measure, rising));
                room = Math.min(room, most(table.period(), cell, measure) - count);
            }
        }
        return Math.max(0, room);
    }

    private long underMargins(Table table, int cell, int measure, Set<Integer> rising) {
        long room = FREE;
        int rowMargin = frame.cell(frame.row(cell), frame.columns - 1);
        int columnMargin = frame.cell(frame.rows - 1, frame.column(cell));
        if (rowMargin != cell && !rising.contains(rowMargin) && rowHolds(table, cell, measure)) {
            room = table.get(rowMargin, measure) - table.get(cell, measure);
        }
        if (columnMargin != cell && !rising.contains(columnMargin) && columnHolds(table, cell, measure)) {
            room = Math.min(room, table.get(columnMargin, measure) - table.get(cell, measure));
        }
        return room;
    }

    /** Whether the margin of a cell's row and the parts of that row hold each other. */
    private boolean rowHolds(Table table, int cell, int measure) {
        int start = frame.cell(frame.row(cell), 0);
        return hold(table, measure, start, 1, frame.columns - 1);
    }

    private boolean columnHolds(Table table, int cell, int measure) {
        return hold(table, measure, frame.column(cell), frame.columns, frame.rows - 1);
    }

    /**
     * Not when all parts but one are known to be zero: then that one and the margin, which follows the parts, are one number.
     * The sums make them move as one, and neither may wait for the other.
     */
    private boolean hold(Table table, int measure, int first, int step, int parts) {
        int only = -1;
        for (int part = first; part < first + parts * step; part += step) {
            if (!draft.isKnownZero(frame.slot(table.period(), part, measure))) {
                if (only >= 0) {
                    return true;
                }
                only = part;
            }
        }
        return only < 0 || table.get(only, measure) != table.get(first + parts * step, measure);
    }

    long down(Table table, int cell, int mask) {
        long room = FREE;
        for (int measure = 0; measure < Frame.MEASURES; measure++) {
            if (moves(mask, measure)) {
                long count = table.get(cell, measure);
                if (measure + 1 == Frame.MEASURES) {
                    room = Math.min(room, count);
                } else if (!moves(mask, measure + 1)) {
                    room = Math.min(room, count - table.get(cell, measure + 1));
                }
                room = Math.min(room, count - least(table.period(), cell, measure));
                room = Math.min(room, count - greatestPart(table, cell, measure));
            }
        }
        return Math.max(0, room);
    }

    private long greatestPart(Table table, int cell, int measure) {
        long greatest = 0;
        if (frame.isRowMargin(cell) && rowHolds(table, cell, measure)) {
            for (int column = 0; column + 1 < frame.columns; column++) {
                greatest = Math.max(greatest, table.get(frame.cell(frame.row(cell), column), measure));
            }
        }
        if (frame.isColumnMargin(cell) && columnHolds(table, cell, measure)) {
            for (int row = 0; row + 1 < frame.rows; row++) {
                greatest = Math.max(greatest, table.get(frame.cell(row, frame.column(cell)), measure));
            }
        }
        return greatest;
    }

    private static boolean moves(int mask, int measure) {
        return (mask >> measure & 1) == 1;
    }

    /** The greatest that known counts of other periods allow: a month's of all time, or the months' of all time. */
    long most(int period, int cell, int measure) {
        int allTime = frame.slot(Frame.ALL_TIME, cell, measure);
        if (period != Frame.ALL_TIME) {
            return draft.known(allTime) ? picture.value(allTime) : FREE;
        }
        return frame.periods > 1 && draft.unknownMonths(cell, measure) == 0 ? picture.monthSum(cell, measure) : FREE;
    }

    /** The least that known counts of other periods allow. */
    long least(int period, int cell, int measure) {
        int slot = frame.slot(period, cell, measure);
        int allTime = frame.slot(Frame.ALL_TIME, cell, measure);
        if (period == Frame.ALL_TIME) {
            return greatestKnownMonth(cell, measure);
        }
        boolean alone = draft.unknownMonths(cell, measure) == (draft.known(slot) ? 0 : 1);
        return alone && draft.known(allTime)
                ? picture.value(allTime) - picture.monthSum(cell, measure) + picture.value(slot)
                : 0;
    }

    /** The known counts of other periods that leave a cell no room at all. */
    List<Integer> holders(Table table, int cell, int mask, boolean rise) {
        var holders = new ArrayList<Integer>();
        for (int measure = 0; measure < Frame.MEASURES; measure++) {
            if (moves(mask, measure)) {
                addHolders(table, cell, measure, rise, holders);
            }
        }
        return holders;
    }

    private void addHolders(Table table, int cell, int measure, boolean rise, List<Integer> holders) {
        long count = table.get(cell, measure);
        long limit = rise ? most(table.period(), cell, measure) : least(table.period(), cell, measure);
        if (limit != count || limit == 0) {
            return;
        }
        if (table.period() != Frame.ALL_TIME) {
            holders.add(frame.slot(Frame.ALL_TIME, cell, measure));
            return;
        }
        for (int period = 1; period < frame.periods; period++) {
            int slot = frame.slot(period, cell, measure);
            if (draft.known(slot) && picture.value(slot) > 0 && (rise || picture.value(slot) == limit)) {
                holders.add(slot);
                if (rise) {
                    return;
                }
            }
        }
    }

    private long greatestKnownMonth(int cell, int measure) {
        long greatest = 0;
        for (int period = 1; period < frame.periods; period++) {
            int slot = frame.slot(period, cell, measure);
            if (draft.known(slot)) {
                greatest = Math.max(greatest, picture.value(slot));
            }
        }
        return greatest;
    }
}
