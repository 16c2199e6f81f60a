package io.dermavigil.jobs.outcomes;

import io.dermavigil.jobs.accounts.AccountsOperator;
import io.dermavigil.jobs.accounts.CombinerOperator;
import io.dermavigil.jobs.accounts.Posting;
import io.dermavigil.jobs.accounts.PostingSerializer;
import io.dermavigil.jobs.facts.FactEvent;
import io.dermavigil.jobs.facts.FactEventSerializer;
import io.dermavigil.jobs.intake.IntakeOperator;
import io.dermavigil.jobs.intake.ProgressOperator;
import io.dermavigil.jobs.ledger.LedgerFunction;
import io.dermavigil.jobs.rows.Upsert;
import io.dermavigil.schemas.intake.RawRecord;
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
 * @param rejects what could not be counted
 * @param progress up to where each source partition is contained in the summaries
 */
public record OutcomesTopology(DataStream<Upsert> summaries, DataStream<Upsert> rejects, DataStream<Upsert> progress) {

    /** A clinic topic without records for this long does not hold the watermark back. */
    private static final Duration IDLE = Duration.ofSeconds(30);
    /** Accounts whose postings are summed up before the shuffle: all strata and the clinics of an hour fit. */
    private static final int COMBINED_ACCOUNTS = 20_000;
    /** Accounts whose postings wait for the next barrier behind the shuffle. */
    private static final int PENDING_ACCOUNTS = 50_000;

    /**
     * Defines the topology.
     *
     * @param records records of the clinic topics, in log order by partition
     * @param jobId job whose progress is told
     * @param rulesVersion rules to count under; state posted under others is refused
     * @param wire how records are read and rows are written
     */
    public static OutcomesTopology define(
            DataStream<RawRecord> records, String jobId, String rulesVersion, WireSettings wire) {
        SingleOutputStreamOperator<FactEvent> events = records.transform(
                        "intake", FactEventSerializer.TYPE, new IntakeOperator(jobId, rulesVersion, wire.registry()))
                .uid("intake");
        DataStream<Posting> ofPatients = events.assignTimestampsAndWatermarks(
                        WatermarkStrategy.<FactEvent>forMonotonousTimestamps().withIdleness(IDLE))
                .name("freshness")
                .uid("freshness")
                .keyBy(FactEvent::patientKey, Types.STRING)
                .process(new LedgerFunction(rulesVersion), PostingSerializer.TYPE)
                .name("ledger")
                .uid("ledger")
                .transform("combiner", PostingSerializer.TYPE, new CombinerOperator(COMBINED_ACCOUNTS))
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
        return new OutcomesTopology(summaries, events.getSideOutput(IntakeOperator.REJECTS), progress);
    }
}
