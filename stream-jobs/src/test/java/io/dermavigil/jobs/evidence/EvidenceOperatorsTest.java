package io.dermavigil.jobs.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.events.ReactionType;
import io.dermavigil.jobs.accounts.Counts;
import io.dermavigil.jobs.accounts.LedgerBooks;
import io.dermavigil.jobs.oracle.ClinicLog;
import io.dermavigil.jobs.oracle.EvidenceOracle;
import io.dermavigil.jobs.oracle.RowsAssert;
import io.dermavigil.jobs.rows.Upsert;
import io.dermavigil.safety.Baseline;
import io.dermavigil.safety.Evidence;
import io.dermavigil.schemas.safety.BaselineCell;
import io.dermavigil.schemas.safety.Baselines;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.wire.SingleObjectDecoder;
import io.dermavigil.schemas.wire.SingleObjectEncoder;
import io.dermavigil.schemas.wire.TopicFraming;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.sessions.JqwikSession;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The operators of evidence under Flink's harness. */
class EvidenceOperatorsTest {

    private static final String RULES = "rules";

    @Test
    void settlementHoldsNothingOnceEverythingIsTakenBack() throws Exception {
        List<Candidate> candidates = candidates(facts(120));
        try (var settlement = settlement(7)) {
            settlement.open();
            for (Candidate candidate : candidates) {
                settlement.processElement(new StreamRecord<>(candidate));
            }
            settlement.prepareSnapshotPreBarrier(1);
            assertThat(settlement.numKeyedStateEntries()).isPositive();

            for (Candidate candidate : candidates) {
                settlement.processElement(new StreamRecord<>(new Candidate(
                        candidate.clinicId(),
                        candidate.day(),
                        candidate.cell(),
                        Counts.NONE.minus(candidate.counts()))));
            }
            settlement.prepareSnapshotPreBarrier(2);

            assertThat(settlement.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void settlementLetsNothingLiveAcrossABarrier() throws Exception {
        List<Candidate> candidates = candidates(facts(60));
        try (var settlement = settlement(100_000)) {
            settlement.open();
            for (Candidate candidate : candidates) {
                settlement.processElement(new StreamRecord<>(candidate));
            }
            assertThat(settlement.extractOutputValues()).isEmpty();

            settlement.prepareSnapshotPreBarrier(1);
            int told = settlement.extractOutputValues().size();
            assertThat(told).isPositive();

            settlement.prepareSnapshotPreBarrier(2);
            assertThat(settlement.extractOutputValues()).hasSize(told);
        }
    }

    /** Restored in the middle, both operators go on as if nothing had been. */
    @Test
    void restoredOperatorsWriteTheEvidenceOfAllFacts() throws Exception {
        List<SpecificRecord> facts = facts(150);
        List<Candidate> candidates = candidates(facts);
        int half = candidates.size() / 2;
        Baselines baselines = EvidenceFacts.baselines();
        Map<String, Evidence> topic = new HashMap<>();
        OperatorSubtaskState settled;
        OperatorSubtaskState shown;
        try (var settlement = settlement(10);
                var evidence = evidence()) {
            settlement.open();
            evidence.open();
            for (Baseline baseline : baselines.all()) {
                evidence.processElement2(new StreamRecord<>(published(baseline)));
            }
            evidence.processElement2(new StreamRecord<>(published(withdrawn())));
            checkpoint(settlement, evidence, candidates.subList(0, half), 1);
            evidence.processElement2(new StreamRecord<>(withdrawal(withdrawn())));
            checkpoint(settlement, evidence, List.of(), 2);
            settled = settlement.snapshot(2, 0);
            shown = evidence.snapshot(2, 0);
            read(evidence.extractOutputValues(), topic);
        }

        try (var settlement = settlement(10);
                var evidence = evidence()) {
            settlement.initializeState(settled);
            evidence.initializeState(shown);
            settlement.open();
            evidence.open();
            checkpoint(settlement, evidence, List.of(), 3);
            int repeated = evidence.extractOutputValues().size();
            Map<String, Evidence> again = new HashMap<>();
            read(evidence.extractOutputValues(), again);
            assertThat(RowsAssert.json(again)).isEqualTo(RowsAssert.json(topic));
            checkpoint(settlement, evidence, List.of(), 4);
            assertThat(evidence.extractOutputValues()).hasSize(repeated);

            checkpoint(settlement, evidence, candidates.subList(half, candidates.size()), 5);
            read(evidence.extractOutputValues(), topic);
        }

        assertThat(RowsAssert.json(EvidenceOracle.comparable(topic)))
                .isEqualTo(RowsAssert.json(EvidenceOracle.of(facts, baselines, RULES)));
    }

    @Test
    void recordsComeBackAsTheyWent() throws IOException {
        for (Candidate candidate : candidates(facts(40))) {
            Tally tally = new Tally(candidate.clinicId(), candidate.cell(), candidate.counts());
            assertThat(roundTrip(CandidateSerializer.INSTANCE, candidate)).isEqualTo(candidate);
            assertThat(roundTrip(TallySerializer.INSTANCE, tally)).isEqualTo(tally);
        }
        BaselineChange change = published(withdrawn());
        assertThat(roundTrip(BaselineChangeSerializer.INSTANCE, change))
                .usingRecursiveComparison()
                .isEqualTo(change);
    }

    private static Baseline withdrawn() {
        return EvidenceFacts.baseline(null, null, ReactionType.ERYTHEMA, .3, null);
    }

    private static BaselineChange published(Baseline baseline) {
        byte[] record = new SingleObjectEncoder<>(Baseline.getClassSchema()).encode(baseline);
        return new BaselineChange("CLINIC", BaselineCell.of(baseline).text(), record);
    }

    private static BaselineChange withdrawal(Baseline baseline) {
        return new BaselineChange("CLINIC", BaselineCell.of(baseline).text(), new byte[0]);
    }

    private static void checkpoint(
            KeyedOneInputStreamOperatorTestHarness<String, Candidate, Tally> settlement,
            KeyedTwoInputStreamOperatorTestHarness<String, Tally, BaselineChange, Upsert> evidence,
            List<Candidate> candidates,
            long checkpoint)
            throws Exception {
        int told = settlement.extractOutputValues().size();
        for (Candidate candidate : candidates) {
            settlement.processElement(new StreamRecord<>(candidate));
        }
        settlement.prepareSnapshotPreBarrier(checkpoint);
        List<Tally> tallies = settlement.extractOutputValues();
        for (Tally tally : tallies.subList(told, tallies.size())) {
            evidence.processElement1(new StreamRecord<>(tally));
        }
        evidence.getOperator().prepareSnapshotPreBarrier(checkpoint);
    }

    private static void read(List<Upsert> rows, Map<String, Evidence> topic) throws Exception {
        SingleObjectDecoder<Evidence> decoder = new SingleObjectDecoder<>(Evidence.getClassSchema());
        for (Upsert row : rows) {
            assertThat(row.topic()).isEqualTo(TopicCatalogue.EVIDENCE);
            Evidence evidence = decoder.decode(row.value());
            evidence.setUpdatedAt(Instant.EPOCH);
            topic.put(new String(row.key(), StandardCharsets.UTF_8), evidence);
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Candidate, Tally> settlement(int capacity)
            throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new SettlementOperator(EvidenceSettings.SETTLING_DAYS, capacity), Candidate::clinic, Types.STRING);
        harness.setup(TallySerializer.INSTANCE);
        return harness;
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, Tally, BaselineChange, Upsert> evidence()
            throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new EvidenceOperator(EvidenceSettings.of(RULES), TopicFraming.SINGLE_OBJECT),
                Tally::setting,
                BaselineChange::setting,
                Types.STRING);
    }

    private static List<Candidate> candidates(List<SpecificRecord> facts) {
        LedgerBooks ledger = new LedgerBooks();
        facts.forEach(fact -> ledger.take(ClinicLog.published(fact)));
        return ledger.candidates();
    }

    private static List<SpecificRecord> facts(int number) {
        List<SpecificRecord> facts = new ArrayList<>();
        JqwikSession.run(() -> {
            var generator = EvidenceFacts.any().generator(1000);
            Random random = new Random(number);
            for (int i = 0; i < number; i++) {
                facts.add(generator.next(random).value());
            }
        });
        return facts;
    }

    private static <T> T roundTrip(TypeSerializer<T> serializer, T value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(value, out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        T back = serializer.deserialize(in);
        assertThat(in.available()).isZero();
        return back;
    }
}
