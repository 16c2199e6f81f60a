package io.dermavigil.ingest.reading;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rows of a CSV file with a header. A quoted cell may run over several lines, but not without bound: where a quote is
 * not closed in time, or closing it gives no sound row, only the line that opened it is malformed and reading resumes with
 * the line after it. So one stray quote costs one row and not the rest of the file. Blank lines are skipped.
 */
public final class CsvRows implements SourceRows {

    /** Most lines that one row may take. */
    static final int MAX_LINES_PER_ROW = 100;

    private final SourceText text;
    private final LineReader lines;
    private final CsvReaderBuilder parser;
    private final char quote;
    private final List<String> header;
    private final Deque<TextLine> ahead = new ArrayDeque<>();

    /**
     * Opens a file and reads its header.
     *
     * @throws UnreadableFileException when there is no header, or it names a column twice or not at all
     */
    public CsvRows(Path file, CsvFormat format) throws IOException, UnreadableFileException {
        parser = CsvReader.builder()
                .fieldSeparator(format.delimiter())
                .quoteCharacter(format.quote())
                .skipEmptyLines(false)
                .allowUnclosedQuote(false);
        quote = format.quote();
        text = new SourceText(file, format.charset());
        try {
            lines = new LineReader(text.reader());
            header = header(file);
        } catch (IOException | UnreadableFileException | RuntimeException e) {
            text.close();
            throw e;
        }
    }

    /** Names of the columns, in order, without surrounding blanks. */
    public List<String> header() {
        return header;
    }

    private List<String> header(Path file) throws IOException, UnreadableFileException {
        TextLine line = nextLine();
        if (line == null) {
            throw new UnreadableFileException(file, "is empty; the first line must name the columns");
        }
        List<String> cells = line.tooLong() ? null : parse(line.text());
        if (cells == null) {
            throw new UnreadableFileException(
                    file, "line " + line.number() + " must be a header that names the columns");
        }
        List<String> names = cells.stream().map(String::strip).toList();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).isEmpty() || !seen.add(names.get(i))) {
                throw new UnreadableFileException(
                        file, "line " + line.number() + ": column " + (i + 1) + " must have a name of its own");
            }
        }
        return names;
    }

    @Override
    public SourceRow next() throws IOException {
        TextLine line = nextLine();
        if (line == null) {
            return null;
        }
        if (line.tooLong()) {
            return malformed(line, "must have at most " + LineReader.MAX_LINE_CHARS + " characters");
        }
        List<String> cells = parse(line.text());
        if (cells != null) {
            return cells.size() == header.size()
                    ? new SourceRow.Cells(line.number(), line.text(), cells)
                    : malformed(line, "must have " + header.size() + " cells like the header, has " + cells.size());
        }
        return isOdd(line.text()) ? overSeveralLines(line) : malformed(line, "must have its quotes around whole cells");
    }

    private SourceRow overSeveralLines(TextLine first) throws IOException {
        StringBuilder row = new StringBuilder(first.text());
        List<TextLine> taken = new ArrayList<>();
        while (taken.size() < MAX_LINES_PER_ROW - 1 && row.length() <= LineReader.MAX_LINE_CHARS) {
            TextLine line = nextPhysicalLine();
            if (line == null) {
                break;
            }
            taken.add(line);
            if (line.tooLong()) {
                break;
            }
            row.append('\n').append(line.text());
            if (isOdd(line.text())) {
                List<String> cells = parse(row.toString());
                if (cells != null && cells.size() == header.size()) {
                    return new SourceRow.Cells(first.number(), row.toString(), cells);
                }
                break;
            }
        }
        for (int i = taken.size() - 1; i >= 0; i--) {
            ahead.addFirst(taken.get(i));
        }
        return malformed(first, "must close the quote it opens");
    }

    /** The cells of one whole row, or null when its quotes are wrong. */
    private List<String> parse(String row) {
        try {
            return parser.ofSingleCsvRecord(row).getFields();
        } catch (CsvParseException e) {
            return null;
        }
    }

    /** Whether the line opens or closes a quoted cell: doubled quotes inside a cell do not change the parity. */
    private boolean isOdd(String line) {
        return line.chars().filter(character -> character == quote).count() % 2 == 1;
    }

    private TextLine nextLine() throws IOException {
        TextLine line = nextPhysicalLine();
        while (line != null && line.isBlank()) {
            line = nextPhysicalLine();
        }
        return line;
    }

    private TextLine nextPhysicalLine() throws IOException {
        return ahead.isEmpty() ? lines.next() : ahead.removeFirst();
    }

    private static SourceRow malformed(TextLine line, String rule) {
        return new SourceRow.Malformed(line.number(), line.text(), rule);
    }

    @Override
    public long bytesRead() {
        return text.bytesRead();
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
