package io.dermavigil.jobs.accounts;

import io.dermavigil.jobs.serialization.ImmutableSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Counts as number of counters, then counter and amount of each. */
public final class CountsSerializer extends ImmutableSerializer<Counts> {

    /** The only instance. */
    public static final CountsSerializer INSTANCE = new CountsSerializer();

    private static final long serialVersionUID = 1L;

    private CountsSerializer() {}

    @Override
    public void serialize(Counts counts, DataOutputView target) throws IOException {
        target.writeInt(counts.size());
        for (int i = 0; i < counts.size(); i++) {
            target.writeInt(counts.counter(i));
            target.writeLong(counts.amount(i));
        }
    }

    @Override
    public Counts deserialize(DataInputView source) throws IOException {
        int size = source.readInt();
        int[] counters = new int[size];
        long[] amounts = new long[size];
        for (int i = 0; i < size; i++) {
            counters[i] = source.readInt();
            amounts[i] = source.readLong();
        }
        return new Counts(counters, amounts);
    }

    @Override
    public TypeSerializerSnapshot<Counts> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Written with the state. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Counts> {
        /** For Flink. */
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
