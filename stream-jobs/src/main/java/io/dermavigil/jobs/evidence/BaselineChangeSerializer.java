package io.dermavigil.jobs.evidence;

import io.dermavigil.jobs.serialization.BytesSerializer;
import io.dermavigil.jobs.serialization.ImmutableSerializer;
import io.dermavigil.jobs.serialization.SerializerTypeInformation;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A {@link BaselineChange} as its cell and its record. */
public final class BaselineChangeSerializer extends ImmutableSerializer<BaselineChange> {

    /** The only instance. */
    public static final BaselineChangeSerializer INSTANCE = new BaselineChangeSerializer();
    /** For streams. */
    public static final TypeInformation<BaselineChange> TYPE =
            new SerializerTypeInformation<>(BaselineChange.class, INSTANCE);

    private static final long serialVersionUID = 1L;

    private BaselineChangeSerializer() {}

    @Override
    public void serialize(BaselineChange change, DataOutputView target) throws IOException {
        target.writeUTF(change.setting());
        target.writeUTF(change.cell());
        BytesSerializer.INSTANCE.serialize(change.value(), target);
    }

    @Override
    public BaselineChange deserialize(DataInputView source) throws IOException {
        return new BaselineChange(source.readUTF(), source.readUTF(), BytesSerializer.INSTANCE.deserialize(source));
    }

    @Override
    public TypeSerializerSnapshot<BaselineChange> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Written with the state. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<BaselineChange> {
        /** For Flink. */
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
