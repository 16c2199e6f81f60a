package io.dermavigil.jobs.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.jobs.accounts.AccountsOperator;
import io.dermavigil.jobs.accounts.CombinerOperator;
import io.dermavigil.jobs.accounts.Posting;
import io.dermavigil.jobs.accounts.PostingSerializer;
import io.dermavigil.jobs.facts.FactEvent;
import io.dermavigil.jobs.facts.FactEventSerializer;
import io.dermavigil.jobs.facts.FactEvents;
import io.dermavigil.jobs.intake.IntakeOperator;
import io.dermavigil.jobs.ledger.LedgerFunction;
import io.dermavigil.jobs.oracle.ClinicLog;
import io.dermavigil.jobs.oracle.Rows;
import io.dermavigil.jobs.oracle.RowsAssert;
import io.dermavigil.jobs.rows.Upsert;
import io.dermavigil.pipeline.PipelineProgress;
import io.dermavigil.schemas.events.ValidEvents;
import io.dermavigil.schemas.intake.Intake;
import io.dermavigil.schemas.intake.RawRecord;
import io.dermavigil.schemas.intake.RecordIntake;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.wire.SingleObjectDecoder;
import io.dermavigil.schemas.wire.TopicFraming;
import io.dermavigil.summaries.ClinicStatus;
import io.dermavigil.summaries.SatisfactionSummary;
import io.dermavigil.summaries.SideEffectSummary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.sessions.JqwikSession;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The operators under Flink's harness: what they hold, what they let go at a barrier, and that nothing stays behind. */
class OperatorsTest {

    private static final long CHECKPOINT = 1;
    private static final RecordIntake INTAKE = new RecordIntake();

    @Test
    void ledgerHoldsNothingOnceEverythingIsErased() throws Exception {
        List<SpecificRecord> events = events(200);
        try (var ledger = ledger()) {
            ledger.open();
            for (SpecificRecord event : events) {
                ledger.processElement(new StreamRecord<>(fact(ClinicLog.published(event))));
            }
            assertThat(ledger.numKeyedStateEntries()).isPositive();

            for (SpecificRecord event : events) {
                ledger.processElement(new StreamRecord<>(fact(ClinicLog.erased(ClinicLog.published(event)))));
            }

            assertThat(ledger.numKeyedStateEntries()).isZero();
            assertThat(ledger.numEventTimeTimers()).isZero();
            assertThat(ledger.numProcessingTimeTimers()).isZero();
        }
    }

    @Test
    void accountsHoldNothingOnceEverythingIsTakenBack() throws Exception {
        List<Posting> postings = postings(events(100), true);
        try (var accounts = accounts(1000)) {
            accounts.open();
            int half = postings.size() / 2;
            for (Posting posting : postings.subList(0, half)) {
                accounts.processElement(new StreamRecord<>(posting));
            }
            accounts.prepareSnapshotPreBarrier(CHECKPOINT);
            assertThat(accounts.numKeyedStateEntries()).isPositive();

            for (Posting posting : postings.subList(half, postings.size())) {
                accounts.processElement(new StreamRecord<>(posting));
            }
            accounts.prepareSnapshotPreBarrier(CHECKPOINT + 1);

            assertThat(accounts.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void accountsWriteARowOncePerCheckpointAndOnlyIfItChanged() throws Exception {
        Posting posting = postings(events(1), false).get(0);
        try (var accounts = accounts(10)) {
            accounts.open();
            accounts.processElement(new StreamRecord<>(posting));
            accounts.processElement(new StreamRecord<>(posting));
            assertThat(accounts.extractOutputValues()).isEmpty();

            accounts.prepareSnapshotPreBarrier(CHECKPOINT);
            int rows = accounts.extractOutputValues().size();
            assertThat(rows).isBetween(1, 2);

            accounts.prepareSnapshotPreBarrier(CHECKPOINT + 1);
            assertThat(accounts.extractOutputValues()).hasSize(rows);
        }
    }

    @Test
    void smallCombinersGiveTheSameRowsAsLargeOnes() throws Exception {
        List<Posting> postings = postings(events(60), false);

        RowsAssert.assertSame(rowsThrough(postings, 1), rowsThrough(postings, 100_000));
    }

    @Test
    void combinerLetsNothingLiveAcrossABarrier() throws Exception {
        List<Posting> postings = postings(events(30), false);
        try (var combiner =
                new OneInputStreamOperatorTestHarness<>(new CombinerOperator(100_000), PostingSerializer.INSTANCE)) {
            combiner.open();
            for (Posting posting : postings) {
                combiner.processElement(new StreamRecord<>(posting));
            }
            assertThat(combiner.extractOutputValues()).isEmpty();

            combiner.prepareSnapshotPreBarrier(CHECKPOINT);

            assertThat(combiner.extractOutputValues())
                    .extracting(Posting::account)
                    .doesNotHaveDuplicates()
                    .hasSizeLessThan(postings.size());
        }
    }

    @Test
    void intakeTellsItsProgressBeforeEveryBarrierIfItMoved() throws Exception {
        try (var intake = intake()) {
            intake.open();
            intake.processElement(new StreamRecord<>(new RawRecord("clinic.sessions", 3, 41, 5, null, new byte[0])));
            intake.prepareSnapshotPreBarrier(CHECKPOINT);
            intake.prepareSnapshotPreBarrier(CHECKPOINT + 1);

            List<Upsert> progress = values(intake.getSideOutput(IntakeOperator.PROGRESS));
            assertThat(progress).hasSize(1);
            PipelineProgress row = new SingleObjectDecoder<PipelineProgress>(PipelineProgress.getClassSchema())
                    .decode(progress.get(0).value());
            assertThat(row.getTopic()).isEqualTo("clinic.sessions");
            assertThat(row.getPartition()).isEqualTo(3);
            assertThat(row.getOffset()).isEqualTo(42);
            assertThat(values(intake.getSideOutput(IntakeOperator.REJECTS)))
                    .singleElement()
                    .satisfies(reject -> {
                        assertThat(reject.topic()).isEqualTo(TopicCatalogue.REJECTS);
                        assertThat(reject.key())
                                .asString(StandardCharsets.UTF_8)
                                .isEqualTo("clinic.sessions:3:41");
                    });
        }
    }

    private static Rows rowsThrough(List<Posting> postings, int capacity) throws Exception {
        try (var accounts = accounts(capacity)) {
            accounts.open();
            for (Posting posting : postings) {
                accounts.processElement(new StreamRecord<>(posting));
            }
            accounts.endInput();
            List<Upsert> rows = accounts.extractOutputValues();
            return new Rows(
                    newest(rows, TopicCatalogue.SIDE_EFFECTS, SideEffectSummary.getClassSchema()),
                    newest(rows, TopicCatalogue.SATISFACTION, SatisfactionSummary.getClassSchema()),
                    newest(rows, TopicCatalogue.CLINICS, ClinicStatus.getClassSchema()));
        }
    }

    private static <T extends SpecificRecord> Map<String, T> newest(List<Upsert> rows, String topic, Schema schema)
            throws Exception {
        SingleObjectDecoder<T> decoder = new SingleObjectDecoder<>(schema);
        Map<String, T> newest = new HashMap<>();
        for (Upsert row : rows) {
            if (row.topic().equals(topic)) {
                newest.put(new String(row.key(), StandardCharsets.UTF_8), decoder.decode(row.value()));
            }
        }
        return newest;
    }

    /** The postings of events published and, if wanted, erased again. */
    static List<Posting> postings(List<SpecificRecord> events, boolean andErased) throws Exception {
        List<Posting> postings = new ArrayList<>();
        try (var ledger = ledger()) {
            ledger.open();
            for (SpecificRecord event : events) {
                ledger.processElement(new StreamRecord<>(fact(ClinicLog.published(event))));
            }
            for (SpecificRecord event : andErased ? events : List.<SpecificRecord>of()) {
                ledger.processElement(new StreamRecord<>(fact(ClinicLog.erased(ClinicLog.published(event)))));
            }
            postings.addAll(ledger.extractOutputValues());
        }
        return postings;
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, FactEvent, Posting> ledger() throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new LedgerFunction(RulesVersion.CURRENT)),
                FactEvent::patientKey,
                Types.STRING);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Posting, Upsert> accounts(int capacity)
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new AccountsOperator(capacity, TopicFraming.SINGLE_OBJECT), Posting::account, Types.STRING);
    }

    private static OneInputStreamOperatorTestHarness<RawRecord, FactEvent> intake() throws Exception {
        TypeSerializer<RawRecord> serializer = TypeInformation.of(RawRecord.class)
                .createSerializer(new org.apache.flink.api.common.ExecutionConfig().getSerializerConfig());
        var harness = new OneInputStreamOperatorTestHarness<>(
                new IntakeOperator("outcomes", RulesVersion.CURRENT, null), serializer);
        harness.setup(FactEventSerializer.INSTANCE);
        return harness;
    }

    private static FactEvent fact(RawRecord record) {
        Intake taken = INTAKE.take(record);
        return taken instanceof Intake.Accepted accepted
                ? FactEvents.of(accepted)
                : FactEvents.of((Intake.Erased) taken);
    }

    private static <T> List<T> values(Collection<StreamRecord<T>> records) {
        return records.stream().map(StreamRecord::getValue).toList();
    }

    static List<SpecificRecord> events(int number) {
        List<SpecificRecord> events = new ArrayList<>();
        JqwikSession.run(() -> {
            var generator = ValidEvents.any().generator(1000);
            Random random = new Random(number);
            for (int i = 0; i < number; i++) {
                events.add(generator.next(random).value());
            }
        });
        return events;
    }
}
