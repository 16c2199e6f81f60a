package io.dermavigil.statistics.disclosure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;

/**
 * A truth that differs from the picture in hidden counts, and keeps to what is certain of distinct patients: made by
 * changing one count and letting others follow where they must.
 */
final class OtherTruth {

    /** How many changes are tried before the search is given up: what is not found counts as not there. */
    private static final int PATIENCE = 2_000;

    private final Draft draft;
    private final Picture picture;
    private final Frame frame;
    private final Map<Integer, Long> changes = new HashMap<>();
    private int tries;

    OtherTruth(Draft draft, Picture picture) {
        this.draft = draft;
        this.picture = picture;
        frame = draft.frame;
    }

    long get(int slot) {
        var changed = changes.get(slot);
        return changed == null ? picture.value(slot) : changed;
    }

    Witness witness() {
        return new Witness(changes);
    }

    /** Raises a count to at least a value, and whatever has to be as great; false when something known stands against it. */
    boolean raise(int slot, long value) {
        if (get(slot) >= value) {
            return true;
        }
        if (draft.known(slot) || tries++ >= PATIENCE) {
            return false;
        }
        changes.put(slot, value);
        return (frame.measureOf(slot) == 0 || raise(slot - 1, value))
                && margins(slot).stream().allMatch(margin -> raise(margin, value))
                && parts(slot).stream().allMatch(parts -> raiseSum(parts, get(slot)));
    }

    private boolean raiseSum(List<Integer> parts, long sum) {
        long missing = sum - sum(parts);
        if (missing <= 0) {
            return true;
        }
        for (int part : parts) {
            var before = Map.copyOf(changes);
            if (!draft.known(part) && raise(part, get(part) + missing)) {
                return true;
            }
            changes.clear();
            changes.putAll(before);
        }
        return false;
    }

    /** Lowers a count to at most a value, and whatever has to be as small. */
    boolean lower(int slot, long value) {
        if (get(slot) <= value) {
            return true;
        }
        if (draft.known(slot) || tries++ >= PATIENCE) {
            return false;
        }
        changes.put(slot, value);
        boolean lowest = frame.measureOf(slot) == Frame.MEASURES - 1;
        return (lowest || lower(slot + 1, value))
                && parts(slot).stream().flatMap(List::stream).allMatch(part -> lower(part, value))
                && margins(slot).stream().allMatch(this::coverAgain);
    }

    /** After a part has fallen: the margin's parts must still reach it, or it falls, too, or another part rises. */
    private boolean coverAgain(int margin) {
        for (var parts : parts(margin)) {
            var before = Map.copyOf(changes);
            if (!lower(margin, Math.min(get(margin), sum(parts)))) {
                changes.clear();
                changes.putAll(before);
                if (!raiseSum(parts, get(margin))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Checks all that the changes touch: a raise may have undone what a fall took for granted, and the other way round. */
    boolean possible() {
        return changes.keySet().stream()
                .allMatch(slot -> !draft.known(slot)
                        && inCell(slot)
                        && covers(slot)
                        && margins(slot).stream().allMatch(this::covers));
    }

    private boolean inCell(int slot) {
        int measure = frame.measureOf(slot);
        return get(slot) >= 0
                && (measure == 0 || get(slot) <= get(slot - 1))
                && (measure == Frame.MEASURES - 1 || get(slot) >= get(slot + 1));
    }

    /** Where older and newer numbers contradict each other already, nothing more is asked. */
    private boolean covers(int margin) {
        return parts(margin).stream()
                .allMatch(parts -> fits(margin, parts, this::get) || !fits(margin, parts, picture::value));
    }

    private static boolean fits(int margin, List<Integer> parts, IntToLongFunction value) {
        long whole = value.applyAsLong(margin);
        return whole <= parts.stream().mapToLong(value::applyAsLong).sum()
                && parts.stream().allMatch(part -> value.applyAsLong(part) <= whole);
    }

    private long sum(List<Integer> parts) {
        return parts.stream().mapToLong(this::get).sum();
    }

    private List<Integer> margins(int slot) {
        int cell = frame.cellOf(slot);
        int period = frame.periodOf(slot);
        int measure = frame.measureOf(slot);
        var margins = new ArrayList<Integer>();
        if (!frame.isRowMargin(cell)) {
            margins.add(frame.slot(period, frame.cell(frame.row(cell), frame.columns - 1), measure));
        }
        if (!frame.isColumnMargin(cell)) {
            margins.add(frame.slot(period, frame.cell(frame.rows - 1, frame.column(cell)), measure));
        }
        if (period != Frame.ALL_TIME) {
            margins.add(frame.slot(Frame.ALL_TIME, cell, measure));
        }
        return margins;
    }

    /** The lines that a count covers, if it is a margin or of all time. */
    private List<List<Integer>> parts(int slot) {
        int cell = frame.cellOf(slot);
        int period = frame.periodOf(slot);
        int measure = frame.measureOf(slot);
        var lines = new ArrayList<List<Integer>>();
        if (frame.isRowMargin(cell)) {
            var row = new ArrayList<Integer>();
            for (int column = 0; column + 1 < frame.columns; column++) {
                row.add(frame.slot(period, frame.cell(frame.row(cell), column), measure));
            }
            lines.add(row);
        }
        if (frame.isColumnMargin(cell)) {
            var column = new ArrayList<Integer>();
            for (int row = 0; row + 1 < frame.rows; row++) {
                column.add(frame.slot(period, frame.cell(row, frame.column(cell)), measure));
            }
            lines.add(column);
        }
        if (period == Frame.ALL_TIME && frame.periods > 1) {
            var months = new ArrayList<Integer>();
            for (int month = 1; month < frame.periods; month++) {
                months.add(frame.slot(month, cell, measure));
            }
            lines.add(months);
        }
        return lines;
    }
}
