package io.dermavigil.statistics.disclosure;

import java.util.ArrayList;
import java.util.List;

/** The lines of a frame: a margin, and what it covers. */
final class Lines {

    private Lines() {}

    /** Every line over conditions, skin types or months: slots, the margin's first. */
    static List<int[]> of(Frame frame) {
        var lines = new ArrayList<int[]>();
        for (int period = 0; period < frame.periods; period++) {
            lines.addAll(within(frame, period));
        }
        if (frame.periods > 1) {
            for (int cell = 0; cell < frame.cells; cell++) {
                for (int measure = 0; measure < Frame.MEASURES; measure++) {
                    lines.add(overTime(frame, cell, measure));
                }
            }
        }
        return lines;
    }

    /** The lines of one period's table. */
    static List<int[]> within(Frame frame, int period) {
        var lines = new ArrayList<int[]>();
        for (int measure = 0; measure < Frame.MEASURES; measure++) {
            for (int row = 0; row < frame.rows && frame.columns > 1; row++) {
                var line = new int[frame.columns];
                for (int column = 0; column < frame.columns; column++) {
                    line[(column + 1) % frame.columns] = frame.slot(period, frame.cell(row, column), measure);
                }
                lines.add(line);
            }
            for (int column = 0; column < frame.columns && frame.rows > 1; column++) {
                var line = new int[frame.rows];
                for (int row = 0; row < frame.rows; row++) {
                    line[(row + 1) % frame.rows] = frame.slot(period, frame.cell(row, column), measure);
                }
                lines.add(line);
            }
        }
        return lines;
    }

    private static int[] overTime(Frame frame, int cell, int measure) {
        var line = new int[frame.periods];
        for (int period = 0; period < frame.periods; period++) {
            line[period] = frame.slot(period, cell, measure);
        }
        return line;
    }
}
