package io.dermavigil.ingest.reading;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The rows of an NDJSON file: one object a line, UTF-8, blank lines skipped. */
public final class JsonRows implements SourceRows {

    /** No event nests deeper than three; more is damage or an attack on the stack. */
    private static final int MAX_DEPTH = 16;

    private static final ObjectReader JSON = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build()
            .readerFor(JsonNode.class);

    private final SourceText text;
    private final LineReader lines;

    /** Opens a file. */
    public JsonRows(Path file) throws IOException {
        text = new SourceText(file, StandardCharsets.UTF_8);
        lines = new LineReader(text.reader());
    }

    @Override
    public SourceRow next() throws IOException {
        TextLine line = lines.next();
        while (line != null && line.isBlank()) {
            line = lines.next();
        }
        return line == null ? null : row(line);
    }

    private static SourceRow row(TextLine line) {
        if (line.tooLong()) {
            return malformed(line, "must have at most " + LineReader.MAX_LINE_CHARS + " characters");
        }
        if (line.text().indexOf(SourceText.DAMAGED) >= 0) {
            return malformed(line, "must be UTF-8");
        }
        try {
            JsonNode node = JSON.readValue(line.text());
            return node instanceof ObjectNode object
                    ? new SourceRow.Json(line.number(), line.text(), object)
                    : malformed(line, "must be a JSON object");
        } catch (JsonProcessingException e) {
            int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
            return malformed(line, "must be one JSON object with each field once; it breaks at character " + column);
        }
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
