package io.dermavigil.jobs.intake;

import io.dermavigil.jobs.rows.Upsert;
import io.dermavigil.jobs.serialization.BytesSerializer;
import io.dermavigil.schemas.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Lets progress through and remembers the last row of each source partition. After a restore it writes those again as
 * they were, before any newer one: the broker may have ended their transaction before anybody could commit it, and the
 * source passes the offset again only when something is appended behind it. By partition, so that an old row can never
 * overtake a new one that another subtask writes.
 */
public final class ProgressOperator extends AbstractStreamOperator<Upsert>
        implements OneInputStreamOperator<Upsert, Upsert>, BoundedOneInput {

    private static final long serialVersionUID = 1L;

    private transient ValueStateDescriptor<byte[]> rowState;
    private transient ValueState<byte[]> row;
    private transient boolean restored;

    /** The source partition of a row of progress, as text. */
    public static String partition(Upsert row) {
        return new String(row.key(), StandardCharsets.UTF_8);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        rowState = new ValueStateDescriptor<>("row", BytesSerializer.INSTANCE);
        row = context.getKeyedStateStore().getState(rowState);
        restored = context.isRestored();
    }

    @Override
    public void processElement(StreamRecord<Upsert> element) throws Exception {
        repeat();
        setCurrentKey(partition(element.getValue()));
        row.update(element.getValue().value());
        output.collect(element);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        repeat();
    }

    @Override
    public void endInput() throws Exception {
        repeat();
    }

    private void repeat() throws Exception {
        if (restored) {
            restored = false;
            this.<String>getKeyedStateBackend()
                    .applyToAllKeys(
                            VoidNamespace.INSTANCE,
                            VoidNamespaceSerializer.INSTANCE,
                            rowState,
                            (partition, last) -> output.collect(row(partition, last.value())));
        }
    }

    private static StreamRecord<Upsert> row(String partition, byte[] value) {
        return new StreamRecord<>(
                new Upsert(TopicCatalogue.PROGRESS, partition.getBytes(StandardCharsets.UTF_8), value));
    }
}
