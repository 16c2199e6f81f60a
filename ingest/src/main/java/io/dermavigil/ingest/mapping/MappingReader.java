package io.dermavigil.ingest.mapping;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads mapping files. A key that is not known is an error, never ignored: it might be a misspelt field. */
public final class MappingReader {

    private static final YAMLFactory YAML = YAMLFactory.builder()
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final ObjectMapper MAPPER = new ObjectMapper(YAML)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .configure(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION, false);

    private MappingReader() {}

    /**
     * Reads a mapping file.
     *
     * @throws MappingException when it is no mapping; names file, line and key
     * @throws IOException when the file cannot be read
     */
    public static ColumnMapping read(Path file) throws MappingException, IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            throw new MappingException(file, "is empty");
        }
        MappingLines lines = lines(file, text);
        return new MappingCompiler(file, document(file, text, lines), lines).compile();
    }

    private static MappingLines lines(Path file, String text) throws MappingException, IOException {
        try {
            return MappingLines.of(YAML, text);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new MappingException(
                    file,
                    line,
                    "is no YAML: "
                            + e.getOriginalMessage().replaceAll("\\s+", " ").strip());
        }
    }

    private static MappingDocument document(Path file, String text, MappingLines lines)
            throws MappingException, JsonProcessingException {
        try {
            return MAPPER.readValue(text, MappingDocument.class);
        } catch (UnrecognizedPropertyException e) {
            String known = e.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .sorted()
                    .collect(Collectors.joining(", "));
            throw problem(file, lines, e, " is not known; known there: " + known);
        } catch (JsonMappingException e) {
            throw problem(file, lines, e, ": " + e.getOriginalMessage());
        }
    }

    /** Jackson tells where it was when it noticed, which may be the end of the file; the path leads to the key. */
    private static MappingException problem(Path file, MappingLines lines, JsonMappingException e, String rule) {
        String[] path = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .toArray(String[]::new);
        return path.length == 0
                ? new MappingException(file, lines.of(), "must be a mapping, as docs/mappings.md describes it")
                : new MappingException(file, lines.of(path), "key " + String.join(".", path) + rule);
    }

    /** A literal separator between the items of a list. */
    static Pattern separator(String text) {
        return Pattern.compile(Pattern.quote(text));
    }
}
