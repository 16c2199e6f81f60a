package io.dermavigil.jobs.outcomes;

import io.dermavigil.jobs.accounts.AccountsOperator;
import io.dermavigil.jobs.accounts.CombinerOperator;
import io.dermavigil.jobs.accounts.Posting;
import io.dermavigil.jobs.accounts.PostingSerializer;
import io.dermavigil.jobs.evidence.BaselineChange;
import io.dermavigil.jobs.evidence.BaselineChangeSerializer;
import io.dermavigil.jobs.evidence.BaselineIntake;
import io.dermavigil.jobs.evidence.Candidate;
import io.dermavigil.jobs.evidence.EvidenceOperator;
import io.dermavigil.jobs.evidence.EvidenceSettings;
import io.dermavigil.jobs.evidence.SettlementOperator;
import io.dermavigil.jobs.evidence.Tally;
import io.dermavigil.jobs.evidence.TallySerializer;
import io.dermavigil.jobs.facts.FactEvent;
import io.dermavigil.jobs.facts.FactEventSerializer;
import io.dermavigil.jobs.intake.IntakeOperator;
import io.dermavigil.jobs.intake.ProgressOperator;
import io.dermavigil.jobs.ledger.LedgerFunction;
import io.dermavigil.jobs.rows.Upsert;
import io.dermavigil.schemas.intake.RawRecord;
import io.dermavigil.schemas.wire.TopicFraming;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The outcomes topology: records of clinic topics in, rows of summary topics out. Knows no Kafka, so it runs the same
 * live, in a replay and in tests on bounded sources.
 *
 * @param summaries side effects, satisfaction and clinic status
 * @param evidence evidence of harm
 * @param rejects what could not be counted
 * @param progress up to where each source partition is contained in the summaries
 */
public record OutcomesTopology(
        DataStream<Upsert> summaries,
        DataStream<Upsert> evidence,
        DataStream<Upsert> rejects,
        DataStream<Upsert> progress) {

    /** A clinic topic without records for this long does not hold the watermark back. */
    private static final Duration IDLE = Duration.ofSeconds(30);
    /** Accounts whose postings are summed up before the shuffle: all strata and the clinics of an hour fit. */
    private static final int COMBINED_ACCOUNTS = 20_000;
    /** Accounts whose postings wait for the next barrier behind the shuffle. */
    private static final int PENDING_ACCOUNTS = 50_000;
    /** Candidates that wait for the next barrier until their clinic's days are changed. */
    private static final int PENDING_CANDIDATES = 100_000;

    /**
     * Defines the topology.
     *
     * @param records records of the clinic topics, in log order by partition
     * @param baselines records of the baselines, in log order
     * @param jobId job whose progress is told
     * @param rulesVersion rules to count under; state posted under others is refused
     * @param wire how records are read and rows are written
     */
    public static OutcomesTopology define(
            DataStream<RawRecord> records,
            DataStream<RawRecord> baselines,
            String jobId,
            String rulesVersion,
            WireSettings wire) {
        SingleOutputStreamOperator<FactEvent> events = records.transform(
                        "intake", FactEventSerializer.TYPE, new IntakeOperator(jobId, rulesVersion, wire.registry()))
                .uid("intake");
        SingleOutputStreamOperator<Posting> ledger = events.assignTimestampsAndWatermarks(
                        WatermarkStrategy.<FactEvent>forMonotonousTimestamps().withIdleness(IDLE))
                .name("freshness")
                .uid("freshness")
                .keyBy(FactEvent::patientKey, Types.STRING)
                .process(new LedgerFunction(rulesVersion), PostingSerializer.TYPE)
                .name("ledger")
                .uid("ledger");
        DataStream<Posting> ofPatients = ledger.transform(
                        "combiner", PostingSerializer.TYPE, new CombinerOperator(COMBINED_ACCOUNTS))
                .uid("combiner");
        DataStream<Upsert> summaries = ofPatients
                .union(events.getSideOutput(IntakeOperator.CLINICS))
                .keyBy(Posting::account, Types.STRING)
                .transform(
                        "accounts",
                        TypeInformation.of(Upsert.class),
                        new AccountsOperator(PENDING_ACCOUNTS, wire.framing()))
                .uid("accounts");
        DataStream<Upsert> progress = events.getSideOutput(IntakeOperator.PROGRESS)
                .keyBy(ProgressOperator::partition, Types.STRING)
                .transform("progress", TypeInformation.of(Upsert.class), new ProgressOperator())
                .uid("progress");
        DataStream<Upsert> evidence = evidence(
                ledger.getSideOutput(LedgerFunction.CANDIDATES),
                baselines,
                EvidenceSettings.of(rulesVersion),
                wire.framing());
        return new OutcomesTopology(summaries, evidence, events.getSideOutput(IntakeOperator.REJECTS), progress);
    }

    private static DataStream<Upsert> evidence(
            DataStream<Candidate> candidates,
            DataStream<RawRecord> baselines,
            EvidenceSettings settings,
            TopicFraming framing) {
        DataStream<BaselineChange> changes = baselines
                .process(new BaselineIntake(), BaselineChangeSerializer.TYPE)
                .name("baselines")
                .uid("baselines")
                // log order wins: one reader, one way
                .setParallelism(1);
        return candidates
                .keyBy(Candidate::clinic, Types.STRING)
                .transform(
                        "settlement",
                        TallySerializer.TYPE,
                        new SettlementOperator(settings.settlingDays(), PENDING_CANDIDATES))
                .uid("settlement")
                .keyBy(Tally::setting, Types.STRING)
                .connect(changes.keyBy(BaselineChange::setting, Types.STRING))
                .transform("evidence", TypeInformation.of(Upsert.class), new EvidenceOperator(settings, framing))
                .uid("evidence");
    }
}
