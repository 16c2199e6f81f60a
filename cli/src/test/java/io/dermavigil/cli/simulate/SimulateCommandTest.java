package io.dermavigil.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dermavigil.cli.Dermavigil;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.reading.TestBroker;
import io.dermavigil.ingest.simulator.Simulation;
import io.dermavigil.ingest.simulator.SimulationConfig;
import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.events.EventKind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    @Test
    void writesTheChainAskedForWithItsTruthBeside() throws Exception {
        Path out = folder.resolve("chain");

        assertThat(run(
                        "--out",
                        out.toString(),
                        "--clinics",
                        "9",
                        "--sessions",
                        "300",
                        "--seed",
                        "4",
                        "--from",
                        "2026-01-01",
                        "--to",
                        "2026-03-31",
                        "--plant",
                        "clinic:clinic-07:EDEMA:x5",
                        "--condition-share",
                        "MELASMA=1"))
                .isEqualTo(ExitCode.OK);

        Set<String> sessions = new HashSet<>();
        for (String line : Files.readAllLines(out.resolve("sessions.ndjson"))) {
            JsonNode session = JSON.readTree(line);
            sessions.add(session.get("sessionId").textValue());
            if (session.get("revision").intValue() == 1
                    && !session.get("voided").booleanValue()) {
                assertThat(session.get("treatedOn").textValue()).isBetween("2025-12-20", "2026-03-31");
            }
        }
        assertThat(sessions).hasSize(300);
        assertThat(out.resolve("reactions.ndjson")).isNotEmptyFile();
        assertThat(out.resolve("ratings.ndjson")).isNotEmptyFile();
        JsonNode truth = JSON.readTree(out.resolve("truth.json").toFile());
        assertThat(truth.at("/config/conditionMix/MELASMA").doubleValue()).isEqualTo(1);
        assertThat(truth.at("/faults/0/fault").textValue()).isEqualTo("clinic:clinic-07:EDEMA:x5");
        assertThat(err.toString()).contains("sessions", "written to " + out);
    }

    @Test
    void overwritesNothing() throws Exception {
        Files.writeString(folder.resolve("reactions.ndjson"), "precious");

        assertThat(run("--out", folder.toString(), "--sessions", "10")).isEqualTo(ExitCode.FAILED);

        assertThat(err.toString()).contains("reactions.ndjson exists already; nothing was overwritten");
        assertThat(folder.resolve("reactions.ndjson")).hasContent("precious");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void refusesWhatItCannotSimulate() {
        String out = folder.resolve("x").toString();

        assertThat(run()).isEqualTo(ExitCode.USAGE);
        assertThat(run("--out", out, "--bootstrap", "localhost:1")).isEqualTo(ExitCode.USAGE);
        assertThat(run("--out", out, "--sessions", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(run("--out", out, "--plant", "lot:L017")).isEqualTo(ExitCode.USAGE);
        assertThat(run("--out", out, "--plant", "clinic:clinic-99:EDEMA:x2")).isEqualTo(ExitCode.USAGE);
        assertThat(run("--out", out, "--to", "2999-01-01")).isEqualTo(ExitCode.USAGE);
        assertThat(run("--out", out, "--rate", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(run("--out", out, "--condition-share", "MELASMA=2")).isEqualTo(ExitCode.USAGE);
        assertThat(Path.of(out)).doesNotExist();
        assertThat(err.toString())
                .contains("lot:L017:INFECTION:x8", "no clinic-99", "--to: must not be after today", "--rate");
    }

    @Test
    void saysWhenNoStackRunsOnTheFolder() {
        assertThat(run("--data", folder.toString(), "--sessions", "10")).isEqualTo(ExitCode.STACK_UNREACHABLE);
    }

    @Test
    void publishesEveryEventToABroker() {
        Path truth = folder.resolve("truth.json");
        SimulationConfig config = SimulationConfig.of(12, 500, 8, LocalDate.of(2026, 6, 30));
        try (TestBroker broker = TestBroker.start(folder.resolve("broker"))) {
            assertThat(run(
                            "--bootstrap",
                            broker.bootstrap(),
                            "--sessions",
                            "500",
                            "--seed",
                            "8",
                            "--to",
                            "2026-06-30",
                            "--rate",
                            "100000",
                            "--truth",
                            truth.toString()))
                    .isEqualTo(ExitCode.OK);

            for (EventKind kind : EventKind.values()) {
                List<String> expected = new Simulation(config)
                        .stream()
                                .map(EventHeader::of)
                                .filter(header -> header.kind() == kind)
                                .map(header -> header.recordKey().text())
                                .toList();
                assertThat(keys(broker, kind, expected.size())).containsExactlyInAnyOrderElementsOf(expected);
            }
        }
        assertThat(truth).isNotEmptyFile();
        assertThat(err.toString()).contains("events acknowledged by");
    }

    private static List<String> keys(TestBroker broker, EventKind kind, int count) {
        Map<String, Object> properties = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap());
        List<String> keys = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(kind.sharedTopic()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (keys.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(published -> keys.add(published.key()));
            }
        }
        return keys;
    }

    private int run(String... options) {
        String[] arguments =
                Stream.concat(Stream.of("simulate"), Stream.of(options)).toArray(String[]::new);
        return Dermavigil.commandLine().setErr(new PrintWriter(err, true)).execute(arguments);
    }
}
