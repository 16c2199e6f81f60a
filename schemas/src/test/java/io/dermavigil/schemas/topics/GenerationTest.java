package io.dermavigil.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class GenerationTest {

    @Test
    void generationsAreFoundThoughOlderOnesAreDeleted() {
        Set<String> topics = Set.of(
                "clinic.sessions",
                "summary.clinics.g9",
                "summary.side-effects.g2",
                "summary.side-effects.g10",
                "summary.side-effects.g1",
                "summary.side-effects.g02",
                "summary.side-effects.g10000",
                "summary.side-effects.g3.copy",
                "summaryXside-effects.g4");
        assertThat(Generation.among(topics)).containsExactly(new Generation(2), new Generation(10));
        assertThat(Generation.newest(topics)).isEqualTo(new Generation(10));
    }

    @Test
    void theFirstHasThePlainName() {
        assertThat(Generation.among(Set.of("summary.side-effects", "summary.side-effects.g2")))
                .containsExactly(Generation.FIRST, new Generation(2));
        assertThat(Generation.newest(Set.of("other"))).isEqualTo(Generation.FIRST);
    }
}
