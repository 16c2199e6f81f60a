package io.dermavigil.serving.tables;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.dermavigil.serving.relations.Column;
import io.dermavigil.serving.relations.ColumnType;
import io.dermavigil.serving.relations.Relation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes rows as CSV: UTF-8, a header line with the names of the columns, NULL as an empty field.
 *
 * <p>A text that a spreadsheet would take for a formula gets an apostrophe in front, as OWASP advises: device models and lots
 * come from clinics' own files.
 */
public final class CsvTable implements AutoCloseable {

    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final Relation relation;
    private final CsvWriter csv;

    /** Writes the header line. */
    public CsvTable(Relation relation, OutputStream out) {
        this.relation = relation;
        this.csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        csv.writeRecord(relation.columns().stream().map(Column::name).toList());
    }

    /** Writes a row. */
    public void write(Map<String, Object> row) {
        csv.writeRecord(relation.columns().stream()
                .map(column -> field(column, row.get(column.name())))
                .toList());
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }

    private static String field(Column column, Object value) {
        if (value == null) {
            return null;
        }
        String text = value.toString();
        boolean formula =
                column.type() == ColumnType.TEXT && !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
        return formula ? "'" + text : text;
    }
}
