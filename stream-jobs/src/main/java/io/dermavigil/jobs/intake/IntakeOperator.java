package io.dermavigil.jobs.intake;

import io.dermavigil.jobs.accounts.ClinicAccount;
import io.dermavigil.jobs.accounts.Combiner;
import io.dermavigil.jobs.accounts.Counters;
import io.dermavigil.jobs.accounts.Counts;
import io.dermavigil.jobs.accounts.CountsBuilder;
import io.dermavigil.jobs.accounts.Posting;
import io.dermavigil.jobs.accounts.PostingSerializer;
import io.dermavigil.jobs.facts.FactEvent;
import io.dermavigil.jobs.facts.FactEvents;
import io.dermavigil.jobs.rows.Upsert;
import io.dermavigil.pipeline.Reject;
import io.dermavigil.schemas.intake.Intake;
import io.dermavigil.schemas.intake.RawRecord;
import io.dermavigil.schemas.intake.RecordIntake;
import io.dermavigil.schemas.intake.RejectKey;
import io.dermavigil.schemas.registry.RegistryConfig;
import io.dermavigil.schemas.registry.SchemaLookup;
import io.dermavigil.schemas.registry.SchemaRegistry;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.wire.SchemasById;
import io.dermavigil.schemas.wire.SingleObjectEncoder;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Sorts records into fact events, rejects and what they say of their clinic, and says before every barrier how far it
 * has come. Chained to the source, so its progress is that of the source. While the registry does not answer a question
 * that a record raises, it fails, and the job starts again from its checkpoint: no good record becomes a reject.
 */
public final class IntakeOperator extends AbstractStreamOperator<FactEvent>
        implements OneInputStreamOperator<RawRecord, FactEvent>, BoundedOneInput {

    /** Rejects, ready to write. */
    public static final OutputTag<Upsert> REJECTS = new OutputTag<>("rejects", TypeInformation.of(Upsert.class));
    /** Progress, ready to write. */
    public static final OutputTag<Upsert> PROGRESS = new OutputTag<>("progress", TypeInformation.of(Upsert.class));
    /** Postings to clinics' data quality. */
    public static final OutputTag<Posting> CLINICS = new OutputTag<>("clinics", PostingSerializer.TYPE);

    private static final long serialVersionUID = 1L;
    private static final int CLINIC_CAPACITY = 4096;

    private final String jobId;
    private final String rulesVersion;
    private final RegistryConfig registry;

    private transient RecordIntake intake;
    private transient ProgressTracker progress;
    private transient Combiner clinics;
    private transient SingleObjectEncoder<Reject> rejects;
    private transient IntakeMetrics metrics;

    /**
     * An intake.
     *
     * @param jobId job whose progress it tells
     * @param rulesVersion rules under which the job counts
     * @param registry registry of the schemas of Confluent framing; null for none
     */
    public IntakeOperator(String jobId, String rulesVersion, RegistryConfig registry) {
        this.jobId = jobId;
        this.rulesVersion = rulesVersion;
        this.registry = registry;
    }

    @Override
    public void open() throws Exception {
        super.open();
        intake = new RecordIntake(
                registry == null ? SchemasById.NONE : SchemaLookup.bounded(new SchemaRegistry(registry)));
        progress = new ProgressTracker(jobId, rulesVersion);
        rejects = new SingleObjectEncoder<>(Reject.getClassSchema());
        metrics = new IntakeMetrics(getMetricGroup());
        clinics = new Combiner(
                CLINIC_CAPACITY,
                (account, counts) -> output.collect(CLINICS, new StreamRecord<>(new Posting(account, counts))));
    }

    @Override
    public void processElement(StreamRecord<RawRecord> element) {
        RawRecord record = element.getValue();
        metrics.read();
        Intake taken = intake.take(record);
        if (taken instanceof Intake.Accepted accepted) {
            metrics.accepted(accepted.header().recordedAt());
            output.collect(fact(element, FactEvents.of(accepted)));
            clinics.post(
                    ClinicAccount.of(accepted.header().clinicId()), seen(record).build());
        } else if (taken instanceof Intake.Erased erased) {
            metrics.erased();
            output.collect(fact(element, FactEvents.of(erased)));
        } else if (taken instanceof Intake.Rejected rejected) {
            reject(record, rejected.reject());
        }
        progress.passed(record);
    }

    private static StreamRecord<FactEvent> fact(StreamRecord<RawRecord> element, FactEvent event) {
        return new StreamRecord<>(event, element.getTimestamp());
    }

    private void reject(RawRecord record, Reject reject) {
        metrics.rejected(reject.getReason());
        Counts counts =
                seen(record).add(Counters.rejected(reject.getReason()), 1).build();
        clinics.post(ClinicAccount.of(reject.getClinicId()), counts);
        byte[] key = RejectKey.of(record).bytes();
        output.collect(REJECTS, new StreamRecord<>(new Upsert(TopicCatalogue.REJECTS, key, rejects.encode(reject))));
    }

    private static CountsBuilder seen(RawRecord record) {
        return new CountsBuilder().add(Counters.LAST_SEEN, record.timestamp());
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        flush();
    }

    @Override
    public void endInput() {
        flush();
    }

    private void flush() {
        clinics.drain();
        Instant now = Instant.ofEpochMilli(getProcessingTimeService().getCurrentProcessingTime());
        progress.drain(now, row -> output.collect(PROGRESS, new StreamRecord<>(row)));
    }
}
