package io.dermavigil.jobs.ledger;

import io.dermavigil.jobs.accounts.Posting;
import io.dermavigil.jobs.evidence.Candidate;
import io.dermavigil.jobs.evidence.CandidateSerializer;
import io.dermavigil.jobs.facts.FactEvent;
import io.dermavigil.jobs.facts.PatientFacts;
import io.dermavigil.jobs.facts.PatientFormat;
import io.dermavigil.jobs.serialization.BytesSerializer;
import io.dermavigil.schemas.rules.ExpectedWindows;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** The {@link Ledger} at work: one value of state a patient, no timers. */
public final class LedgerFunction extends KeyedProcessFunction<String, FactEvent, Posting>
        implements CheckpointedFunction {

    /** Changes of the patients whom evidence may be taken of. */
    public static final OutputTag<Candidate> CANDIDATES = new OutputTag<>("candidates", CandidateSerializer.TYPE);

    private static final long serialVersionUID = 1L;

    private final String rulesVersion;

    private transient Ledger ledger;
    private transient PatientFormat format;
    private transient ValueState<byte[]> patients;
    private transient ListState<String> postedUnder;
    private transient LedgerMetrics metrics;

    /**
     * A ledger that counts under a version of the rules, and refuses state posted under another.
     *
     * @param rulesVersion see {@link io.dermavigil.jobs.outcomes.RulesVersion}
     */
    public LedgerFunction(String rulesVersion) {
        this.rulesVersion = rulesVersion;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        format = new PatientFormat();
        ledger = new Ledger(ExpectedWindows.current());
        patients =
                context.getKeyedStateStore().getState(new ValueStateDescriptor<>("patients", BytesSerializer.INSTANCE));
        postedUnder = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("rules-version", StringSerializer.INSTANCE));
        if (context.isRestored()) {
            for (String version : postedUnder.get()) {
                refuseUnlessCurrent(version);
            }
        }
    }

    @Override
    public void open(OpenContext context) throws Exception {
        super.open(context);
        metrics = new LedgerMetrics(getRuntimeContext().getMetricGroup());
    }

    private void refuseUnlessCurrent(String version) {
        if (!version.equals(rulesVersion)) {
            throw new SuppressRestartsException(
                    new IllegalStateException("The state was posted under the rules " + version
                            + ", this job counts under " + rulesVersion
                            + ". Mixing them would give wrong summaries. Start this job without state as the next generation"
                            + " (generation=2 after 1; the local stack: up --replay): it replays the clinic topics beside the old job, and readers are"
                            + " switched when it has caught up; see docs/upgrades.md."));
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        postedUnder.clear();
        // union state is handed to every subtask in full, so one copy is enough
        if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
            postedUnder.add(rulesVersion);
        }
    }

    @Override
    public void processElement(FactEvent event, Context context, Collector<Posting> out) throws IOException {
        byte[] known = patients.value();
        PatientFacts before = known == null ? PatientFacts.NONE : format.read(known);
        PatientFacts after = ledger.apply(
                before,
                event,
                (account, counts) -> {
                    metrics.posted();
                    out.collect(new Posting(account, counts));
                },
                candidate -> context.output(CANDIDATES, candidate));
        if (after == before) {
            metrics.unchanged();
            return;
        }
        metrics.changed(before, after);
        if (after.sessions().isEmpty()) {
            patients.clear();
        } else {
            patients.update(format.write(after));
        }
    }
}
