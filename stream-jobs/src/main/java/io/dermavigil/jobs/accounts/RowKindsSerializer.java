package io.dermavigil.jobs.accounts;

import io.dermavigil.jobs.serialization.ImmutableSerializer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Kinds of rows by account, as number of accounts, then account and kinds of each. The map is not changed once made. */
public final class RowKindsSerializer extends ImmutableSerializer<Map<String, Integer>> {

    /** The only instance. */
    public static final RowKindsSerializer INSTANCE = new RowKindsSerializer();

    private static final long serialVersionUID = 1L;

    private RowKindsSerializer() {}

    @Override
    public void serialize(Map<String, Integer> kinds, DataOutputView target) throws IOException {
        target.writeInt(kinds.size());
        for (Map.Entry<String, Integer> entry : kinds.entrySet()) {
            target.writeUTF(entry.getKey());
            target.writeByte(entry.getValue());
        }
    }

    @Override
    public Map<String, Integer> deserialize(DataInputView source) throws IOException {
        int size = source.readInt();
        Map<String, Integer> kinds = new HashMap<>();
        for (int i = 0; i < size; i++) {
            String account = source.readUTF();
            kinds.put(account, (int) source.readByte());
        }
        return kinds;
    }

    @Override
    public TypeSerializerSnapshot<Map<String, Integer>> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Written with the state. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Map<String, Integer>> {
        /** For Flink. */
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
