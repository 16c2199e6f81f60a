package io.dermavigil.ingest.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonRowsTest {

    @TempDir
    private Path folder;

    @Test
    void aBrokenLineCostsItselfOnly() throws Exception {
        List<String> rows = rows("""
                {"a":1}
                {"a":

                [1]
                {"a":1,"a":2}
                {"a":1} x
                null
                {"b":2}""".getBytes(StandardCharsets.UTF_8));
        assertThat(rows)
                .containsExactly(
                        "1 {\"a\":1}",
                        "2 must be one JSON object with each field once; it breaks at character 6",
                        "4 must be a JSON object",
                        "5 must be one JSON object with each field once; it breaks at character 11",
                        "6 must be one JSON object with each field once; it breaks at character 9",
                        "7 must be a JSON object",
                        "8 {\"b\":2}");
    }

    @Test
    void otherCharacterSetsDeepNestingAndOverlongLinesAreRefused() throws Exception {
        assertThat(rows("{\"a\":\"müller\"}".getBytes(StandardCharsets.ISO_8859_1)))
                .containsExactly("1 must be UTF-8");
        assertThat(rows(("{\"a\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8)))
                .singleElement()
                .asString()
                .startsWith("1 must be one JSON object");
        assertThat(rows(("{\"a\":\"" + "x".repeat(2_000_000) + "\"}\n{}").getBytes(StandardCharsets.UTF_8)))
                .containsExactly("1 must have at most 1048576 characters", "2 {}");
    }

    private List<String> rows(byte[] bytes) throws Exception {
        Path file = folder.resolve("rows.ndjson");
        Files.write(file, bytes);
        List<String> result = new ArrayList<>();
        try (JsonRows rows = new JsonRows(file)) {
            for (SourceRow row = rows.next(); row != null; row = rows.next()) {
                result.add(row.line() + " "
                        + (row instanceof SourceRow.Malformed malformed
                                ? malformed.rule()
                                : ((SourceRow.Json) row).object().toString()));
            }
        }
        return result;
    }
}
