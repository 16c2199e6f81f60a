package io.dermavigil.cli.tables;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table for people: a header line, columns as wide as their widest cell, two blanks between them. */
public final class TextTable {

    /** Where a column's cells stand. */
    public enum Align {
        /** Words. */
        LEFT,
        /** Numbers. */
        RIGHT
    }

    private static final String GAP = "  ";

    private final List<String> headers = new ArrayList<>();
    private final List<Align> alignments = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    /** Adds a column of words. */
    public TextTable left(String header) {
        return column(header, Align.LEFT);
    }

    /** Adds a column of numbers. */
    public TextTable right(String header) {
        return column(header, Align.RIGHT);
    }

    /** Adds a column. */
    public TextTable column(String header, Align alignment) {
        headers.add(header);
        alignments.add(alignment);
        return this;
    }

    /**
     * Adds a row.
     *
     * @param cells one for each column
     */
    public void row(List<String> cells) {
        if (cells.size() != headers.size()) {
            throw new IllegalArgumentException(cells.size() + " cells for " + headers.size() + " columns");
        }
        rows.add(List.copyOf(cells));
    }

    /** Prints the header and all rows. */
    public void print(PrintWriter out) {
        int[] widths = new int[headers.size()];
        measure(headers, widths);
        rows.forEach(row -> measure(row, widths));
        out.println(line(headers, widths));
        rows.forEach(row -> out.println(line(row, widths)));
    }

    private static void measure(List<String> cells, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], length(cells.get(i)));
        }
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }

    private String line(List<String> cells, int[] widths) {
        String[] padded = new String[widths.length];
        Arrays.setAll(padded, i -> {
            String blanks = " ".repeat(widths[i] - length(cells.get(i)));
            return alignments.get(i) == Align.LEFT ? cells.get(i) + blanks : blanks + cells.get(i);
        });
        return String.join(GAP, padded).stripTrailing();
    }
}
