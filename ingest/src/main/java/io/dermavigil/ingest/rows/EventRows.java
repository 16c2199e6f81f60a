package io.dermavigil.ingest.rows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dermavigil.ingest.mapping.CellProblem;
import io.dermavigil.ingest.mapping.ColumnMapping;
import io.dermavigil.ingest.mapping.MappedRow;
import io.dermavigil.ingest.mapping.RowMapper;
import io.dermavigil.ingest.mapping.WrongColumnsException;
import io.dermavigil.ingest.reading.CsvFormat;
import io.dermavigil.ingest.reading.CsvRows;
import io.dermavigil.ingest.reading.JsonRows;
import io.dermavigil.ingest.reading.SourceRow;
import io.dermavigil.ingest.reading.SourceRows;
import io.dermavigil.ingest.reading.UnreadableFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The rows of one file as events, one by one in constant memory. Not thread-safe. */
public final class EventRows implements AutoCloseable {

    private final SourceRows rows;
    private final List<String> header;
    private final CsvFormat format;
    private final RowMapper mapper;
    private final EventAssembler assembler;

    private EventRows(SourceRows rows, List<String> header, CsvFormat format, RowMapper mapper, RowSettings settings) {
        this.rows = rows;
        this.header = header;
        this.format = format;
        this.mapper = mapper;
        this.assembler = new EventAssembler(settings);
    }

    /**
     * Opens a file: CSV when there is a mapping or its name ends in {@code .csv}, else NDJSON.
     *
     * @throws UnreadableFileException when no row can be taken from it: missing, a folder, empty, wrong columns
     * @throws IOException when reading fails
     */
    public static EventRows open(Path file, RowSettings settings) throws IOException, UnreadableFileException {
        InputFiles.check(file);
        if (settings.mapping() == null && !InputFiles.isCsv(file)) {
            return new EventRows(new JsonRows(file), List.of(), CsvFormat.STANDARD, null, settings);
        }
        CsvFormat format = settings.mapping() == null
                ? CsvFormat.STANDARD
                : settings.mapping().format();
        CsvRows rows = new CsvRows(file, format);
        try {
            ColumnMapping mapping = settings.mapping() != null
                    ? settings.mapping()
                    : ColumnMapping.byFieldNames(settings.kind(), rows.header(), settings.idDomain());
            return new EventRows(
                    rows, rows.header(), format, mapping.bind(rows.header(), settings.pseudonyms()), settings);
        } catch (WrongColumnsException e) {
            rows.close();
            throw new UnreadableFileException(file, e.getMessage());
        } catch (RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    /** The columns of a CSV file; empty for NDJSON. */
    public List<String> header() {
        return header;
    }

    /** How a CSV file is written; the standard for NDJSON. */
    public CsvFormat format() {
        return format;
    }

    /** Bytes taken from the file so far. */
    public long bytesRead() {
        return rows.bytesRead();
    }

    /** Rows so far that got the {@code recordedAt} of the settings, because they brought none. */
    public long recordedAtDefaults() {
        return assembler.recordedAtDefaults();
    }

    /** The next row, or null at the end of the file. */
    public RowOutcome next() throws IOException {
        SourceRow row = rows.next();
        if (row == null) {
            return null;
        }
        if (row instanceof SourceRow.Cells cells) {
            MappedRow mapped = mapper.map(cells);
            return outcome(row, mapped.object(), mapped.problems());
        }
        if (row instanceof SourceRow.Json json) {
            return outcome(row, event(json.object()), List.of());
        }
        String rule = ((SourceRow.Malformed) row).rule();
        return new RowOutcome.Rejected(row, List.of(new RowProblem(null, null, rule)));
    }

    /** A line of a rejects file holds the event inside; a copy, because the row itself may be needed for a reject. */
    private static ObjectNode event(ObjectNode object) {
        ObjectNode event = object.has("reject") && object.get("row") instanceof ObjectNode row ? row : object;
        return JsonNodeFactory.instance.objectNode().setAll(event);
    }

    private RowOutcome outcome(SourceRow row, ObjectNode object, List<CellProblem> problems) {
        EventAssembler.Assembled assembled = assembler.assemble(object, problems);
        return assembled.event() != null
                ? new RowOutcome.Accepted(row, assembled.event())
                : new RowOutcome.Rejected(
                        row, assembled.problems().stream().map(this::problem).toList());
    }

    private RowProblem problem(CellProblem problem) {
        String column = mapper == null ? problem.field() : mapper.columnOf(problem.field());
        return new RowProblem(column, problem.field(), problem.rule());
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
