package io.dermavigil.statistics.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Moves a quantity of a cell as far as hidden counts of the same table make room for it while all sums stay. One, two or
 * three measures move together in each step, fewest first; together they reach what the measures bound in each other.
 */
final class Mover {

    /** Sets of measures that move together, a bit each, the small sets first. */
    static final int[] MASKS = {0b100, 0b010, 0b001, 0b110, 0b011, 0b101, 0b111};

    private static final int WHOLE_CELL = 0b111;
    private static final int ADVERSE_ONLY = 0b100;

    private final Draft draft;
    private final Frame frame;
    private final Rooms rooms;

    Mover(Draft draft, Rooms rooms) {
        this.draft = draft;
        this.rooms = rooms;
        frame = draft.frame;
    }

    /**
     * Moves the quantity.
     *
     * @param table is changed
     * @param remedies takes what would have helped when the move falls short; null when nobody asks
     * @return by how much the move fell short of {@code need}
     */
    long apply(Table table, int cell, Quantity quantity, boolean raise, long need, List<Remedy> remedies) {
        long left = need;
        for (var way : ways(quantity, raise)) {
            if (left > 0) {
                left -= step(table, cell, way.mask(), way.rise(), left, remedies);
            }
        }
        return left;
    }

    /** Measures that move together, and where to. */
    record Way(int mask, boolean rise) {}

    /** How a quantity can be moved: by what rises first, for there is most room. */
    static List<Way> ways(Quantity quantity, boolean raise) {
        var ways = new ArrayList<Way>();
        for (boolean rise : List.of(true, false)) {
            for (int mask : MASKS) {
                int effect = quantity.effect(mask);
                if (effect != 0 && effect > 0 == (raise == rise)) {
                    ways.add(new Way(mask, rise));
                }
            }
        }
        return ways;
    }

    private long step(Table table, int cell, int mask, boolean rise, long need, List<Remedy> remedies) {
        if (!rooms.movable(table.period(), cell, mask)) {
            propose(table, cell, mask, true, remedies);
            return 0;
        }
        makeRoom(table, cell, mask, rise, need, remedies);
        long moved = 0;
        for (var group : rise ? groups(table, cell, mask) : List.of(List.of(cell))) {
            if (moved < need) {
                moved += together(table, group, mask, rise, need - moved, remedies);
            }
        }
        return moved;
    }

    /** A single measure can go further when the one above it rises first, or the one below it falls. */
    private void makeRoom(Table table, int cell, int mask, boolean rise, long need, List<Remedy> remedies) {
        int neighbour = rise ? mask >> 1 : mask << 1;
        if (Integer.bitCount(mask) == 1 && neighbour > 0 && neighbour <= ADVERSE_ONLY) {
            int measure = Integer.numberOfTrailingZeros(mask);
            int other = Integer.numberOfTrailingZeros(neighbour);
            long gap = Math.abs(table.get(cell, measure) - table.get(cell, other));
            if (gap < need && rooms.movable(table.period(), cell, neighbour)) {
                step(table, cell, neighbour, rise, need - gap, remedies);
            }
        }
    }

    /**
     * What may rise together with a cell: hidden margins, without which it could not rise above them; and with a margin,
     * one of the cells that it covers.
     */
    private List<List<Integer>> groups(Table table, int cell, int mask) {
        var groups = new ArrayList<List<Integer>>();
        if (frame.level(cell) == 0) {
            addGroups(table, cell, mask, groups);
            return groups;
        }
        groups.add(List.of(cell));
        for (int part = 0; part < frame.cells; part++) {
            boolean within = (frame.isRowMargin(cell) || frame.column(part) == frame.column(cell))
                    && (frame.isColumnMargin(cell) || frame.row(part) == frame.row(cell));
            if (within && frame.level(part) == 0 && rooms.movable(table.period(), part, mask)) {
                var all = new ArrayList<List<Integer>>();
                addGroups(table, part, mask, all);
                all.stream().filter(group -> group.contains(cell)).forEach(groups::add);
            }
        }
        return groups;
    }

    private void addGroups(Table table, int cell, int mask, List<List<Integer>> groups) {
        int rowMargin = frame.cell(frame.row(cell), frame.columns - 1);
        int columnMargin = frame.cell(frame.rows - 1, frame.column(cell));
        int whole = frame.cells - 1;
        for (var group : List.of(
                List.of(cell),
                List.of(cell, rowMargin),
                List.of(cell, columnMargin),
                List.of(cell, rowMargin, columnMargin),
                List.of(cell, rowMargin, columnMargin, whole))) {
            if (group.stream().allMatch(member -> rooms.movable(table.period(), member, mask))) {
                groups.add(group);
            }
        }
    }

    private long together(Table table, List<Integer> group, int mask, boolean rise, long need, List<Remedy> remedies) {
        int cell = group.get(0);
        var rising = rise ? Set.copyOf(group) : Set.<Integer>of();
        long room = need;
        for (int member : group) {
            room = Math.min(room, rise ? rooms.up(table, member, mask, rising) : rooms.down(table, member, mask));
        }
        if (room == 0) {
            proposeOwn(table, cell, remedies);
            return 0;
        }
        var circulation = circulation(table, mask);
        group.forEach(circulation::fix);
        long moved = room;
        if (group.size() < 4) {
            boolean upward = rise == frame.sign(cell) > 0;
            moved = upward
                    ? circulation.balance(start(group), end(group), room)
                    : circulation.balance(frame.row(cell), frame.rows + frame.column(cell), room);
        }
        var change = circulation.change();
        for (int member : group) {
            change[member] = (rise ? moved : -moved) * frame.sign(member);
        }
        change(table, mask, change);
        if (moved < room) {
            cut(table, mask, circulation, remedies);
        }
        return moved;
    }

    /** Where what the rise of a group leaves to be balanced begins: in the cell's column, or in the margins' row. */
    private int start(List<Integer> group) {
        boolean withColumnMargin = group.size() > 1 && frame.isColumnMargin(group.get(group.size() - 1));
        return withColumnMargin ? frame.rows - 1 : frame.rows + frame.column(group.get(0));
    }

    /** And where it ends: in the cell's row, or in the margins' column. */
    private int end(List<Integer> group) {
        boolean withRowMargin = group.size() > 1 && frame.isRowMargin(group.get(1));
        return withRowMargin ? frame.rows + frame.columns - 1 : frame.row(group.get(0));
    }

    private Circulation circulation(Table table, int mask) {
        var up = new long[frame.cells];
        var down = new long[frame.cells];
        for (int cell = 0; cell < frame.cells; cell++) {
            if (rooms.movable(table.period(), cell, mask)) {
                boolean natural = frame.sign(cell) > 0;
                (natural ? up : down)[cell] = rooms.up(table, cell, mask, Set.of());
                (natural ? down : up)[cell] = rooms.down(table, cell, mask);
            }
        }
        return new Circulation(frame.rows, frame.columns, up, down);
    }

    private void change(Table table, int mask, long[] signed) {
        for (int cell = 0; cell < signed.length; cell++) {
            for (int measure = 0; signed[cell] != 0 && measure < Frame.MEASURES; measure++) {
                if ((mask >> measure & 1) == 1) {
                    table.add(cell, measure, signed[cell] * frame.sign(cell));
                }
            }
        }
    }

    /** The known cells across the minimal cut: without one of them nothing more can move. */
    private void cut(Table table, int mask, Circulation circulation, List<Remedy> remedies) {
        for (int cell = 0; remedies != null && cell < frame.cells; cell++) {
            int direction = circulation.wouldHelp(cell);
            if (direction != 0 && !rooms.movable(table.period(), cell, mask)) {
                boolean rise = direction > 0 == frame.sign(cell) > 0;
                long room = rise ? rooms.up(table, cell, mask, Set.of()) : rooms.down(table, cell, mask);
                var holders = room == 0 ? rooms.holders(table, cell, mask, rise) : List.<Integer>of();
                if (holders.isEmpty()) {
                    propose(table, cell, mask, room == 0, remedies);
                } else if (holders.stream().allMatch(draft::hideable)) {
                    propose(table, cell, mask, false, holders, remedies);
                }
            }
        }
    }

    /** The target itself has no room: its own cell's measures hold it, or the same count in other periods. */
    private void proposeOwn(Table table, int cell, List<Remedy> remedies) {
        propose(table, cell, WHOLE_CELL, true, remedies);
        for (int margin : List.of(
                frame.cell(frame.row(cell), frame.columns - 1), frame.cell(frame.rows - 1, frame.column(cell)))) {
            for (int measure = 0; measure < Frame.MEASURES; measure++) {
                propose(table, margin, 1 << measure, true, remedies);
            }
        }
        for (int period = 0; remedies != null && period < frame.periods; period++) {
            for (int measure = 0; measure < Frame.MEASURES; measure++) {
                int slot = frame.slot(period, cell, measure);
                if (period != table.period() && draft.hideable(slot)) {
                    int level = frame.level(cell) + (period == Frame.ALL_TIME ? 1 : 0);
                    remedies.add(new Remedy(List.of(slot), true, level, table.get(cell, 0)));
                }
            }
        }
    }

    private void propose(Table table, int cell, int mask, boolean idle, List<Remedy> remedies) {
        propose(table, cell, mask, idle, List.of(), remedies);
    }

    private void propose(Table table, int cell, int mask, boolean idle, List<Integer> holders, List<Remedy> remedies) {
        var slots = new ArrayList<Integer>();
        for (int measure = 0; remedies != null && measure < Frame.MEASURES; measure++) {
            int slot = frame.slot(table.period(), cell, measure);
            if ((mask >> measure & 1) == 1 && draft.hideable(slot)) {
                slots.add(slot);
            }
        }
        slots.addAll(holders);
        if (!slots.isEmpty()) {
            remedies.add(new Remedy(slots, idle, frame.level(cell), table.get(cell, 0)));
        }
    }
}
