package io.dermavigil.jobs.accounts;

import io.dermavigil.jobs.rows.Upsert;
import io.dermavigil.schemas.wire.TopicFraming;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds postings up by account and writes the rows that changed, once per checkpoint: postings are summed in a bounded
 * {@link Combiner}, and only when that is drained is the state read, added to and written out. What does not fit the
 * combiner is added at once, which costs a row more and changes nothing else.
 */
public final class AccountsOperator extends AbstractStreamOperator<Upsert>
        implements OneInputStreamOperator<Posting, Upsert>, BoundedOneInput {

    private static final long serialVersionUID = 1L;

    private final int capacity;
    private final TopicFraming framing;

    private transient ValueState<Counts> accounts;
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
        pending.drain();
    }

    @Override
    public void endInput() {
        pending.drain();
    }

    private void add(String account, Counts change) {
        setCurrentKey(account);
        try {
            Counts known = accounts.value();
            Counts before = known == null ? Counts.NONE : known;
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
            Instant now = Instant.ofEpochMilli(getProcessingTimeService().getCurrentProcessingTime());
            rows.write(account, after, change, now, row -> {
                metrics.written(row.topic());
                output.collect(new StreamRecord<>(row));
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot reach the state of an account", e);
        }
    }
}
