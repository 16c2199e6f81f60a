package io.dermavigil.ingest.rejects;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dermavigil.ingest.reading.SourceRow;
import io.dermavigil.ingest.rows.EventRows;
import io.dermavigil.ingest.rows.RowOutcome;
import io.dermavigil.ingest.rows.RowProblem;
import java.nio.file.Path;
import java.util.List;

/**
 * Rejects as NDJSON: {@code {"reject":{"file","line","problems":[{"column","field","rule"}]},"row":...}}. The row is an
 * object where it could be read as one (columns of a CSV row by name), else its text.
 */
final class JsonRejects implements RejectFormat {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Path file;
    private List<String> header = List.of();

    @Override
    public void begin(Path started, EventRows rows) {
        file = started;
        header = rows.header();
    }

    @Override
    public String text(RowOutcome.Rejected rejected) {
        ObjectNode reject = NODES.objectNode();
        reject.put("file", file.toString());
        reject.put("line", rejected.row().line());
        ArrayNode problems = reject.putArray("problems");
        for (RowProblem problem : rejected.problems()) {
            problems.addObject()
                    .put("column", problem.column())
                    .put("field", problem.field())
                    .put("rule", problem.rule());
        }
        ObjectNode line = NODES.objectNode();
        line.set("reject", reject);
        row(line, rejected.row());
        return line + "\n";
    }

    private void row(ObjectNode line, SourceRow row) {
        if (row instanceof SourceRow.Json json) {
            boolean again = json.object().has("reject") && json.object().has("row");
            line.set("row", again ? json.object().get("row") : json.object());
        } else if (row instanceof SourceRow.Cells cells) {
            ObjectNode named = line.putObject("row");
            for (int i = 0; i < header.size(); i++) {
                named.put(header.get(i), cells.cells().get(i));
            }
        } else {
            line.put("row", row.raw());
        }
    }
}
