package io.dermavigil.jobs.accounts;

import io.dermavigil.jobs.rows.Upsert;
import io.dermavigil.schemas.wire.TopicFraming;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds postings up by account and writes the rows that changed, once per checkpoint: postings are summed in a bounded
 * {@link Combiner}, and only when that is drained is the state read, added to and written out. What does not fit the
 * combiner is added at once, which costs a row more and changes nothing else.
 *
 * <p>After a restore the rows that were written shortly before the checkpoint are written again, as the counts are now:
 * the broker may have ended their transaction before anybody could commit it.
 */
public final class AccountsOperator extends AbstractStreamOperator<Upsert>
        implements OneInputStreamOperator<Posting, Upsert>, BoundedOneInput {

    private static final long serialVersionUID = 1L;

    private final int capacity;
    private final TopicFraming framing;

    private transient ValueState<Counts> accounts;
    private transient ListState<Map<String, Integer>> rowsToRepeat;
    private transient Map<String, Integer> restored;
    private transient UncommittedRows uncommitted;
    private transient Combiner pending;
    private transient RowWriter rows;
    private transient AccountMetrics metrics;

    /**
     * The accounts.
     *
     * @param capacity greatest number of accounts whose postings wait in memory
     * @param framing in which framing the rows are written
     */
    public AccountsOperator(int capacity, TopicFraming framing) {
        this.capacity = capacity;
        this.framing = framing;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        accounts = context.getKeyedStateStore()
                .getState(new ValueStateDescriptor<>("accounts", CountsSerializer.INSTANCE));
        rowsToRepeat = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("uncommitted-rows", RowKindsSerializer.INSTANCE));
        uncommitted = new UncommittedRows(context.getRestoredCheckpointId().orElse(0));
        restored = new HashMap<>();
        for (Map<String, Integer> rows : rowsToRepeat.get()) {
            rows.forEach((account, kinds) -> {
                if (isMine(account)) {
                    restored.merge(account, kinds, (one, other) -> one | other);
                }
            });
        }
    }

    private boolean isMine(String account) {
        TaskInfo task = getRuntimeContext().getTaskInfo();
        int owner = KeyGroupRangeAssignment.assignKeyToParallelOperator(
                account, task.getMaxNumberOfParallelSubtasks(), task.getNumberOfParallelSubtasks());
        return owner == task.getIndexOfThisSubtask();
    }

    @Override
    public void open() throws Exception {
        super.open();
        rows = new RowWriter(framing);
        metrics = new AccountMetrics(getMetricGroup());
        pending = new Combiner(capacity, this::add);
    }

    @Override
    public void processElement(StreamRecord<Posting> element) {
        pending.post(element.getValue().account(), element.getValue().counts());
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        flush();
        uncommitted.passed(checkpointId);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        rowsToRepeat.update(List.of(uncommitted.rows()));
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        super.notifyCheckpointComplete(checkpointId);
        uncommitted.completed(checkpointId);
    }

    @Override
    public void endInput() {
        flush();
    }

    private void flush() {
        pending.drain();
        restored.forEach(this::repeat);
        restored.clear();
    }

    private void add(String account, Counts change) {
        setCurrentKey(account);
        try {
            Counts before = counts();
            Counts after = before.plus(change);
            if (after.equals(before)) {
                return;
            }
            if (after.isEmpty()) {
                accounts.clear();
            } else {
                accounts.update(after);
            }
            metrics.changed(before, after);
            write(account, after, RowKinds.touched(account, change));
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private void repeat(String account, int kinds) {
        setCurrentKey(account);
        try {
            write(account, counts(), kinds);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private Counts counts() throws IOException {
        Counts known = accounts.value();
        return known == null ? Counts.NONE : known;
    }

    private void write(String account, Counts counts, int kinds) {
        uncommitted.written(account, kinds);
        Instant now = Instant.ofEpochMilli(getProcessingTimeService().getCurrentProcessingTime());
        rows.write(account, counts, kinds, now, row -> {
            metrics.written(row.topic());
            output.collect(new StreamRecord<>(row));
        });
    }

    private static UncheckedIOException unreachable(IOException cause) {
        return new UncheckedIOException("cannot reach the state of an account", cause);
    }
}
