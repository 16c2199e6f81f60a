package io.dermavigil.cli.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.cli.Dermavigil;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.reading.TestBroker;
import io.dermavigil.pipeline.PipelineProgress;
import io.dermavigil.schemas.intake.RawRecord;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.summaries.SideEffectSummary;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** One stack whose summaries come from {@link NaiveOracle}; each test takes it a step further. */
@TestMethodOrder(OrderAnnotation.class)
@SuppressWarnings("FutureReturnValueIgnored") // the commit fails when a send did
class ReconcileCommandTest {

    @TempDir
    static Path data;

    @TempDir
    static Path scratch;

    private static final List<RawRecord> RECORDS = RandomLogs.of(7, 400).records();
    private static TestBroker stack;

    private record Ran(int exitCode, String out, String err) {}

    @BeforeAll
    static void start() {
        stack = TestBroker.start(data);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    @Order(1)
    void anEmptyStackAgrees() {
        Ran ran = reconcile();
        assertThat(ran.exitCode).isEqualTo(ExitCode.OK);
        assertThat(ran.out).contains("0 accounts recomputed from 0 records: every summary agrees.");
    }

    @Test
    @Order(2)
    void recordsBeyondTheProgressAreNotExpectedYet() throws Exception {
        Map<TopicPartition, Long> ends = writeEvents();
        Ran before = reconcile();
        assertThat(before.exitCode).as(before.out).isEqualTo(ExitCode.OK);
        assertThat(before.out).contains("from 0 records");
        writeProgress(ends);
    }

    @Test
    @Order(3)
    void absentSummariesCountAsZero() {
        Ran ran = reconcile();
        assertThat(ran.exitCode).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(ran.out).contains("absent").contains("CHAIN|ALL|CLINIC|||||").contains("sessions");
    }

    @Test
    @Order(4)
    void summariesOfAnotherImplementationAgree() {
        NaiveOracle oracle = new NaiveOracle(RECORDS);
        try (Producer<byte[], byte[]> producer = stack.beginTransaction()) {
            oracle.sideEffects().forEach((key, s) -> producer.send(TestBroker.row("summary.side-effects", key, s)));
            oracle.satisfaction().forEach((key, s) -> producer.send(TestBroker.row("summary.satisfaction", key, s)));
            oracle.clinics().forEach((key, s) -> producer.send(TestBroker.row("summary.clinics", key, s)));
            producer.commitTransaction();
        }
        Ran ran = reconcile();
        assertThat(ran.exitCode).as(ran.out + ran.err).isEqualTo(ExitCode.OK);
        assertThat(ran.out)
                .contains(oracle.sideEffects().size() + " accounts recomputed from ")
                .contains("every summary agrees");
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    @Order(5)
    void aWrongNumberIsNamed() {
        String key = "STRATUM|ALL|CLINIC|ACNE_SCAR|IV|||";
        SideEffectSummary wrong = new NaiveOracle(RECORDS).sideEffects().get(key);
        long right = wrong.getAdverse().getPatients();
        wrong.getAdverse().setPatients(right + 1);
        write(TestBroker.row(TopicCatalogue.SIDE_EFFECTS, key, wrong));

        Ran table = reconcile();
        assertThat(table.exitCode).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(table.out)
                .containsPattern(
                        "summary.side-effects +STRATUM\\|ALL\\|CLINIC\\|ACNE_SCAR\\|IV\\|\\|\\| +adverse.patients +"
                                + right + " +" + (right + 1))
                .contains("1 differences, 1 listed.");

        Ran json = reconcile("--output", "json");
        assertThat(json.exitCode).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(json.out)
                .contains("\"differences\":1,\"listed\":[{\"topic\":\"summary.side-effects\",\"account\":\"" + key
                        + "\",\"field\":\"adverse.patients\",\"expected\":\"" + right + "\",\"found\":\"" + (right + 1)
                        + "\"}]");
    }

    @Test
    @Order(6)
    void anAccountThatNobodyExpectsAndAnUnreadableOneAreNamed() {
        SideEffectSummary ghost = new NaiveOracle(RECORDS).sideEffects().get("STRATUM|ALL|CLINIC|ACNE_SCAR|IV|||");
        write(TestBroker.row(TopicCatalogue.SIDE_EFFECTS, "STRATUM|ALL|CLINIC|ALOPECIA|IV|||", ghost));
        write(new ProducerRecord<>(
                TopicCatalogue.CLINICS, "clinic-1".getBytes(StandardCharsets.UTF_8), new byte[] {1}));
        Ran ran = reconcile("--limit", "1000");
        assertThat(ran.exitCode).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(ran.out)
                .containsPattern("STRATUM\\|ALL\\|CLINIC\\|ALOPECIA\\|IV\\|\\|\\| +sessions +absent +\\d+")
                .containsPattern("summary.clinics +clinic-1 +value +a summary +bytes that cannot be read");
    }

    @Test
    @Order(7)
    void aLogShorterThanItsProgressIsNoAgreement() throws Exception {
        writeProgress(Map.of(new TopicPartition("clinic.sessions", 0), 1_000_000L));
        Ran ran = reconcile();
        assertThat(ran.exitCode).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(ran.err).contains("clinic.sessions-0 up to offset 1000000, but its log ends at ");
    }

    @Test
    void noBrokerIsSaidSo() {
        Ran ran = run("reconcile", "--bootstrap", "127.0.0.1:1");
        assertThat(ran.exitCode).isEqualTo(ExitCode.STACK_UNREACHABLE);
        assertThat(ran.err).contains("no broker answers at 127.0.0.1:1");
    }

    private static Map<TopicPartition, Long> writeEvents() throws Exception {
        Map<TopicPartition, Long> ends = new HashMap<>();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (Producer<byte[], byte[]> producer = stack.beginTransaction()) {
            RECORDS.forEach(r -> sent.add(producer.send(new ProducerRecord<>(r.topic(), r.key(), r.value()))));
            producer.commitTransaction();
        }
        for (Future<RecordMetadata> record : sent) {
            RecordMetadata at = record.get();
            ends.merge(new TopicPartition(at.topic(), at.partition()), at.offset() + 1, Math::max);
        }
        return ends;
    }

    private static void writeProgress(Map<TopicPartition, Long> ends) {
        ends.forEach((partition, offset) -> write(TestBroker.row(
                TopicCatalogue.PROGRESS,
                "outcomes|" + partition,
                new PipelineProgress(
                        "outcomes", partition.topic(), partition.partition(), offset, "1", Instant.now()))));
    }

    private static void write(ProducerRecord<byte[], byte[]> row) {
        try (Producer<byte[], byte[]> producer = stack.beginTransaction()) {
            producer.send(row);
            producer.commitTransaction();
        }
    }

    private static Ran reconcile(String... options) {
        List<String> line = new ArrayList<>(
                List.of("reconcile", "--bootstrap", stack.bootstrap(), "--scratch", scratch.toString()));
        line.addAll(List.of(options));
        return run(line.toArray(String[]::new));
    }

    private static Ran run(String... line) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                Dermavigil.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exitCode = command.execute(line);
        return new Ran(exitCode, out.toString(), err.toString());
    }
}
