package io.dermavigil.ingest.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dermavigil.events.Condition;
import io.dermavigil.events.ReactionType;
import io.dermavigil.events.SkinType;
import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.events.EventKind;
import io.dermavigil.schemas.json.AvroJsonReader;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationFilesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SimulationConfig CHAIN = SimulationConfig.of(8, 4_000, 21, LocalDate.of(2026, 6, 30))
            .withFaults(List.of(
                    Fault.parse("clinic:clinic-07:HYPERPIGMENTATION:x9"), Fault.parse("lot:L017:INFECTION:x8")));

    @TempDir
    private Path folder;

    @Test
    void readersGetTheSameEventsBack() throws Exception {
        try (EventFiles files = EventFiles.create(folder)) {
            new Simulation(CHAIN).forEach(files);
        }
        Map<EventKind, List<SpecificRecord>> expected = new Simulation(CHAIN)
                .stream()
                        .collect(Collectors.groupingBy(
                                event -> EventHeader.of(event).kind()));

        for (EventKind kind : EventKind.values()) {
            assertThat(read(kind)).isNotEmpty().isEqualTo(expected.get(kind));
        }
    }

    @Test
    void theTruthNamesRatesFaultsAndWhomTheyHarmed() throws Exception {
        List<PlantedReaction> planted = new ArrayList<>();
        int[] exposed = new int[1];
        Path file = folder.resolve("truth.json");
        try (TruthFile truth = TruthFile.create(file, CHAIN)) {
            new Simulation(CHAIN).iterator(truth).forEachRemaining(event -> {});
        }
        new Simulation(CHAIN)
                .iterator(new TruthListener() {
                    @Override
                    public void exposed(Fault fault) {
                        exposed[0] += fault.scope() == Fault.Scope.CLINIC ? 1 : 0;
                    }

                    @Override
                    public void reaction(PlantedReaction reaction) {
                        planted.add(reaction);
                    }
                })
                .forEachRemaining(event -> {});

        JsonNode truth = JSON.readTree(file.toFile());
        assertThat(truth.at("/config/seed").longValue()).isEqualTo(21);
        assertThat(truth.at("/ratesPerSession/MELASMA/IV/HYPERPIGMENTATION").doubleValue())
                .isCloseTo(
                        ReactionRates.effective(ReactionType.HYPERPIGMENTATION, Condition.MELASMA, SkinType.IV),
                        within(1e-12));
        assertThat(truth.get("affected")).isNotEmpty().hasSize(planted.size());
        assertThat(truth.at("/affected/0/sessionId").textValue())
                .isEqualTo(planted.get(0).sessionId());
        assertThat(truth.at("/faults/0/fault").textValue()).isEqualTo("clinic:clinic-07:HYPERPIGMENTATION:x9");
        assertThat(truth.at("/faults/0/exposedSessions").intValue())
                .isPositive()
                .isEqualTo(exposed[0]);
        assertThat(truth.at("/faults/0/excess").intValue())
                .isPositive()
                .isLessThanOrEqualTo(truth.at("/faults/0/reactions").intValue());
        assertThat(truth.at("/faults/1/target").textValue()).isEqualTo("L017");
    }

    @Test
    void nothingIsOverwritten() throws Exception {
        Files.writeString(folder.resolve("ratings.ndjson"), "precious");
        Files.writeString(folder.resolve("truth.json"), "precious");

        assertThatThrownBy(() -> EventFiles.create(folder)).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> TruthFile.create(folder.resolve("truth.json"), CHAIN))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(folder.resolve("ratings.ndjson")).hasContent("precious");
    }

    private List<SpecificRecord> read(EventKind kind) throws IOException {
        List<SpecificRecord> events = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(EventFiles.nameOf(kind)))) {
            AvroJsonReader.Result result = AvroJsonReader.read(JSON.readTree(line), kind.schema());
            assertThat(result.problems()).isEmpty();
            events.add(result.datum());
        }
        return events;
    }
}
