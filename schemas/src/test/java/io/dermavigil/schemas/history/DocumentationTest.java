package io.dermavigil.schemas.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.schemas.events.SampleRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/**
 * Every type, field and symbol says what it means. Avro keeps no documentation of symbols, so for those the text of the
 * IDL is read.
 */
class DocumentationTest {

    private static final Path IDL = Path.of("src/main/avro");
    private static final Pattern ENUM = Pattern.compile("enum (\\w+) \\{(.*?)}", Pattern.DOTALL);
    private static final Pattern DOCUMENTED = Pattern.compile("/\\*\\*\\s+\\S.*?\\*/\\s+([A-Z_0-9]+)", Pattern.DOTALL);

    @Test
    void everyTypeAndFieldIsDocumented() {
        List<String> undocumented = new ArrayList<>();
        types().values().forEach(type -> {
            if (isBlank(type.getDoc())) {
                undocumented.add(type.getFullName());
            }
            if (type.getType() == Schema.Type.RECORD) {
                type.getFields().stream()
                        .filter(field -> isBlank(field.doc()))
                        .forEach(field -> undocumented.add(type.getFullName() + "." + field.name()));
            }
        });

        assertThat(types()).hasSizeGreaterThan(30);
        assertThat(undocumented).isEmpty();
    }

    @Test
    void everySymbolIsDocumentedInTheIdl() throws IOException {
        Map<String, List<String>> documented = documentedSymbols();
        Map<String, List<String>> symbols = new LinkedHashMap<>();
        types().values().stream()
                .filter(type -> type.getType() == Schema.Type.ENUM)
                .forEach(type -> symbols.put(type.getName(), type.getEnumSymbols()));

        assertThat(documented).containsExactlyInAnyOrderEntriesOf(symbols);
    }

    private static Map<String, List<String>> documentedSymbols() throws IOException {
        Map<String, List<String>> documented = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(IDL)) {
            for (Path file : files.toList()) {
                Matcher enums = ENUM.matcher(Files.readString(file));
                while (enums.find()) {
                    documented.put(
                            enums.group(1),
                            DOCUMENTED
                                    .matcher(enums.group(2))
                                    .results()
                                    .map(DocumentationTest::symbol)
                                    .toList());
                }
            }
        }
        return documented;
    }

    private static String symbol(MatchResult found) {
        return found.group(1);
    }

    private static Map<String, Schema> types() {
        Map<String, Schema> types = new LinkedHashMap<>();
        SampleRecords.all().forEach(datum -> collect(datum.getSchema(), types));
        return types;
    }

    private static void collect(Schema schema, Map<String, Schema> types) {
        switch (schema.getType()) {
            case RECORD -> {
                if (types.put(schema.getFullName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema(), types));
                }
            }
            case ENUM, FIXED -> types.put(schema.getFullName(), schema);
            case ARRAY -> collect(schema.getElementType(), types);
            case MAP -> collect(schema.getValueType(), types);
            case UNION -> schema.getTypes().forEach(branch -> collect(branch, types));
            default -> {
                // a primitive
            }
        }
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
