package io.dermavigil.serving.exports;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.serving.relations.Relations;
import io.dermavigil.serving.store.Store;
import io.dermavigil.serving.store.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataDictionaryTest {

    private static final Path PAGE = Path.of("../docs/data-dictionary.md");

    @Test
    void thePageIsCurrentAndNothingIsWithoutMeaning() throws IOException {
        try (Store store = Store.open(TestDatabases.create())) {
            String page = store.safety().withHandle(DataDictionary::page);

            assertThat(page).doesNotContain("| null |");
            assertThat(Files.readString(PAGE)).isEqualTo(page);
            for (var relation : List.of(
                    Relations.SIDE_EFFECTS,
                    Relations.REACTIONS,
                    Relations.RELEASED_SIDE_EFFECTS,
                    Relations.SESSIONS,
                    Relations.REACTION_REPORTS,
                    Relations.RATINGS)) {
                relation.columns().forEach(column -> assertThat(page).contains("| `" + column.name() + "` |"));
            }
        }
    }
}
