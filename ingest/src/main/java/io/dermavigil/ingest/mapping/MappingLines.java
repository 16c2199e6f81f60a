package io.dermavigil.ingest.mapping;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** On which line each key of a YAML text stands, so that a problem found in its meaning can name its place. */
record MappingLines(Map<JsonPointer, Integer> lines) {

    static MappingLines of(YAMLFactory factory, String text) throws IOException {
        Map<JsonPointer, Integer> lines = new HashMap<>();
        try (JsonParser parser = factory.createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME) {
                    lines.put(
                            parser.getParsingContext().pathAsPointer(),
                            parser.currentTokenLocation().getLineNr());
                }
            }
        }
        return new MappingLines(Map.copyOf(lines));
    }

    /** The line of a key, or of the closest key around it; 1 when there is none. */
    int of(String... keys) {
        JsonPointer pointer = JsonPointer.empty();
        int line = 1;
        for (String key : keys) {
            pointer = pointer.appendProperty(key);
            line = lines.getOrDefault(pointer, line);
        }
        return line;
    }
}
