package io.dermavigil.jobs.evidence;

import io.dermavigil.jobs.accounts.CountsSerializer;
import io.dermavigil.jobs.serialization.ImmutableSerializer;
import io.dermavigil.jobs.serialization.SerializerTypeInformation;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A {@link Tally} as a clinic, a cell and counts. */
public final class TallySerializer extends ImmutableSerializer<Tally> {

    /** The only instance. */
    public static final TallySerializer INSTANCE = new TallySerializer();
    /** For streams. */
    public static final TypeInformation<Tally> TYPE = new SerializerTypeInformation<>(Tally.class, INSTANCE);

    private static final long serialVersionUID = 1L;

    private TallySerializer() {}

    @Override
    public void serialize(Tally value, DataOutputView target) throws IOException {
        target.writeUTF(value.clinicId());
        EvidenceCellFormat.write(value.cell(), target);
        CountsSerializer.INSTANCE.serialize(value.counts(), target);
    }

    @Override
    public Tally deserialize(DataInputView source) throws IOException {
        return new Tally(
                source.readUTF(), EvidenceCellFormat.read(source), CountsSerializer.INSTANCE.deserialize(source));
    }

    @Override
    public TypeSerializerSnapshot<Tally> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Written with the state. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Tally> {
        /** For Flink. */
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
