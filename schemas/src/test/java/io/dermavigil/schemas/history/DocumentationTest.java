package io.dermavigil.schemas.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** Every type, field and symbol says what it means. */
class DocumentationTest {

    @Test
    void everyTypeAndFieldIsDocumented() {
        List<String> undocumented = new ArrayList<>();
        IdlTypes.all().values().forEach(type -> {
            if (isBlank(type.getDoc())) {
                undocumented.add(type.getFullName());
            }
            if (type.getType() == Schema.Type.RECORD) {
                type.getFields().stream()
                        .filter(field -> isBlank(field.doc()))
                        .forEach(field -> undocumented.add(type.getFullName() + "." + field.name()));
            }
        });

        assertThat(IdlTypes.all()).hasSizeGreaterThan(30);
        assertThat(undocumented).isEmpty();
    }

    @Test
    void everySymbolIsDocumentedInTheIdl() {
        Map<String, List<String>> documented = new LinkedHashMap<>();
        IdlTypes.symbols().forEach((type, symbols) -> documented.put(type, List.copyOf(symbols.keySet())));
        Map<String, List<String>> symbols = new LinkedHashMap<>();
        IdlTypes.all().values().stream()
                .filter(type -> type.getType() == Schema.Type.ENUM)
                .forEach(type -> symbols.put(type.getName(), type.getEnumSymbols()));

        assertThat(documented).containsExactlyInAnyOrderEntriesOf(symbols);
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
