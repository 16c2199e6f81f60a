package io.dermavigil.statistics.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a count lies in the arrays: period by period, {@link CountId#ALL} first; in a period row by row, a condition
 * a row and the margin last; in a row a skin type a column and the margin last; three measures a cell.
 */
final class Frame {

    static final int MEASURES = Measure.values().length;
    static final int ALL_TIME = 0;

    private static final List<Measure> MEASURE = List.of(Measure.values());

    final int rows;
    final int columns;
    final int cells;
    final int periods;

    private final List<String> periodNames;
    private final List<String> conditions;
    private final List<String> skinTypes;

    Frame(Set<CountId> ids) {
        periodNames = names(ids.stream().map(CountId::period).toList());
        periodNames.add(0, CountId.ALL);
        conditions = names(ids.stream().map(CountId::condition).toList());
        conditions.add(CountId.ALL);
        skinTypes = names(ids.stream().map(CountId::skinType).toList());
        skinTypes.add(CountId.ALL);
        rows = conditions.size();
        columns = skinTypes.size();
        cells = rows * columns;
        periods = periodNames.size();
    }

    private static List<String> names(List<String> used) {
        var sorted = new TreeSet<>(used);
        sorted.remove(CountId.ALL);
        return new ArrayList<>(sorted);
    }

    int slots() {
        return periods * cells * MEASURES;
    }

    int slot(int period, int cell, int measure) {
        return (period * cells + cell) * MEASURES + measure;
    }

    int cell(int row, int column) {
        return row * columns + column;
    }

    int row(int cell) {
        return cell / columns;
    }

    int column(int cell) {
        return cell % columns;
    }

    boolean isRowMargin(int cell) {
        return column(cell) == columns - 1;
    }

    boolean isColumnMargin(int cell) {
        return row(cell) == rows - 1;
    }

    /** 0 for a cell inside the table, 1 for a margin, 2 for the whole. */
    int level(int cell) {
        return (isRowMargin(cell) ? 1 : 0) + (isColumnMargin(cell) ? 1 : 0);
    }

    /** How a count enters the sums of its row and its column: margins with -1. */
    int sign(int cell) {
        return level(cell) == 1 ? -1 : 1;
    }

    int periodOf(int slot) {
        return slot / (cells * MEASURES);
    }

    int cellOf(int slot) {
        return slot / MEASURES % cells;
    }

    int measureOf(int slot) {
        return slot % MEASURES;
    }

    CountId id(int slot) {
        int cell = cellOf(slot);
        return new CountId(
                periodNames.get(periodOf(slot)),
                conditions.get(row(cell)),
                skinTypes.get(column(cell)),
                MEASURE.get(measureOf(slot)));
    }

    int slot(CountId id) {
        int period = periodNames.indexOf(id.period());
        int row = conditions.indexOf(id.condition());
        int column = skinTypes.indexOf(id.skinType());
        if (period < 0 || row < 0 || column < 0) {
            throw new IllegalArgumentException("no such count: " + id);
        }
        return slot(period, cell(row, column), MEASURE.indexOf(id.measure()));
    }
}
