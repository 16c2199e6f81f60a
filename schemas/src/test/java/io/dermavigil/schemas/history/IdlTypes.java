package io.dermavigil.schemas.history;

import io.dermavigil.schemas.events.SampleRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** Every named type of the contract, and what the IDL says of each enum symbol, which Avro's schemas do not keep. */
final class IdlTypes {

    private static final Path IDL = Path.of("src/main/avro");
    private static final Pattern ENUM = Pattern.compile("enum (\\w+) \\{(.*?)}", Pattern.DOTALL);
    private static final Pattern DOCUMENTED =
            Pattern.compile("/\\*\\*\\s+(\\S.*?)\\s*\\*/\\s+([A-Z_0-9]+)", Pattern.DOTALL);

    private IdlTypes() {}

    /** Records, enums and fixed types that a topic's record reaches, by full name. */
    static Map<String, Schema> all() {
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

    /** Documentation of the documented symbols, by simple name of the enum and symbol, in the order of the IDL. */
    static Map<String, Map<String, String>> symbols() {
        Map<String, Map<String, String>> symbols = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(IDL)) {
            for (Path file : files.sorted().toList()) {
                Matcher enums = ENUM.matcher(Files.readString(file));
                while (enums.find()) {
                    Map<String, String> documented = new LinkedHashMap<>();
                    DOCUMENTED
                            .matcher(enums.group(2))
                            .results()
                            .forEach(found -> documented.put(found.group(2), found.group(1)));
                    symbols.put(enums.group(1), documented);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return symbols;
    }
}
