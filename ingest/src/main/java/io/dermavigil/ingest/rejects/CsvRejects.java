package io.dermavigil.ingest.rejects;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.dermavigil.ingest.mapping.ColumnMapping;
import io.dermavigil.ingest.reading.CsvFormat;
import io.dermavigil.ingest.reading.SourceRow;
import io.dermavigil.ingest.rows.EventRows;
import io.dermavigil.ingest.rows.RowOutcome;
import io.dermavigil.ingest.rows.RowProblem;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rejects as CSV with the delimiter of the file they come from: its columns as they were, then {@code reject.file,
 * reject.line, reject.problems, reject.row}; the last holds the text of rows that have no cells. UTF-8 with a byte order
 * mark, which wins over the mapping's character set, so that a repaired file is published with the mapping of the original.
 */
final class CsvRejects implements RejectFormat {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final List<String> REASONS = List.of("file", "line", "problems", "row");

    private Path file;
    private List<String> header;
    private CsvFormat format;
    private List<Integer> positions;
    private boolean headerWritten;

    @Override
    public void begin(Path started, EventRows rows) throws IOException {
        List<String> own = rows.header().stream()
                .filter(column -> !column.startsWith(ColumnMapping.REJECT_PREFIX))
                .toList();
        if (header != null && !(header.equals(own) && format.equals(rows.format()))) {
            throw new IOException("a CSV rejects file holds rows of files with the same columns; "
                    + "publish these files one by one, or let the name of the rejects file end in .ndjson");
        }
        file = started;
        header = own;
        format = rows.format();
        positions = positions(rows.header());
    }

    private static List<Integer> positions(List<String> columns) {
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!columns.get(i).startsWith(ColumnMapping.REJECT_PREFIX)) {
                positions.add(i);
            }
        }
        return positions;
    }

    @Override
    public String text(RowOutcome.Rejected rejected) {
        StringWriter text = new StringWriter();
        CsvWriter writer = CsvWriter.builder()
                .fieldSeparator(format.delimiter())
                .quoteCharacter(format.quote())
                .lineDelimiter(LineDelimiter.LF)
                .bufferSize(0)
                .build(text);
        if (!headerWritten) {
            text.write(BYTE_ORDER_MARK);
            List<String> names = new ArrayList<>(header);
            REASONS.forEach(reason -> names.add(ColumnMapping.REJECT_PREFIX + reason));
            writer.writeRecord(names);
            headerWritten = true;
        }
        writer.writeRecord(cells(rejected));
        return text.toString();
    }

    private List<String> cells(RowOutcome.Rejected rejected) {
        List<String> cells = new ArrayList<>();
        boolean hasCells = rejected.row() instanceof SourceRow.Cells;
        for (int position : positions) {
            cells.add(hasCells ? ((SourceRow.Cells) rejected.row()).cells().get(position) : "");
        }
        cells.add(file.toString());
        cells.add(Long.toString(rejected.row().line()));
        cells.add(rejected.problems().stream().map(RowProblem::text).collect(Collectors.joining("; ")));
        cells.add(hasCells ? "" : rejected.row().raw());
        return cells;
    }
}
