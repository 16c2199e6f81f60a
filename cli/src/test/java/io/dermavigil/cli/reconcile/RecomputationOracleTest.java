package io.dermavigil.cli.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.cli.summaries.SummaryKey;
import io.dermavigil.schemas.json.AvroJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.avro.specific.SpecificRecord;

/** The SQL and a naive reading of EVENTS agree on logs in which everything collides. */
class RecomputationOracleTest {

    private static Path scratch;

    @BeforeContainer
    static void makeScratch() throws IOException {
        scratch = Files.createTempDirectory("recomputation-oracle-");
    }

    @AfterContainer
    static void deleteScratch() throws IOException {
        // fails when a recomputation left its database behind
        Files.delete(scratch);
    }

    @Property(tries = 30)
    void sqlAgreesWithNaiveLoops(@ForAll long seed) {
        ClinicLog log = RandomLogs.of(seed, 150);
        NaiveOracle oracle = new NaiveOracle(log.records());
        Map<String, SpecificRecord> sideEffects = new TreeMap<>();
        Map<String, SpecificRecord> satisfaction = new TreeMap<>();
        Map<String, SpecificRecord> clinics = new TreeMap<>();
        try (Recomputation recomputation = Recomputation.of(log.records(), scratch)) {
            recomputation.sideEffects(
                    s -> assertThat(sideEffects.put(SummaryKey.of(s).text(), s)).isNull());
            recomputation.satisfaction(s ->
                    assertThat(satisfaction.put(SummaryKey.of(s).text(), s)).isNull());
            recomputation.clinics(
                    s -> assertThat(clinics.put(s.getClinicId(), s)).isNull());
        }
        assertThat(oracle.sideEffects()).isNotEmpty();
        assertSame(oracle.sideEffects(), sideEffects);
        assertSame(oracle.satisfaction(), satisfaction);
        assertSame(oracle.clinics(), clinics);
    }

    private static void assertSame(
            Map<String, ? extends SpecificRecord> expected, Map<String, ? extends SpecificRecord> found) {
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        List<Difference> differences = new ArrayList<>();
        expected.forEach((key, summary) -> differences.addAll(new FieldComparison("", key, Set.of())
                .differences(AvroJson.write(summary), AvroJson.write(found.get(key)))));
        assertThat(differences).isEmpty();
    }
}
