package io.dermavigil.jobs.evidence;

import io.dermavigil.jobs.serialization.ImmutableSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** An {@link EvidenceCell} as its parts. */
final class EvidenceCellSerializer extends ImmutableSerializer<EvidenceCell> {

    static final EvidenceCellSerializer INSTANCE = new EvidenceCellSerializer();

    private static final long serialVersionUID = 1L;

    private EvidenceCellSerializer() {}

    @Override
    public void serialize(EvidenceCell cell, DataOutputView target) throws IOException {
        EvidenceCellFormat.write(cell, target);
    }

    @Override
    public EvidenceCell deserialize(DataInputView source) throws IOException {
        return EvidenceCellFormat.read(source);
    }

    @Override
    public TypeSerializerSnapshot<EvidenceCell> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Written with the state. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<EvidenceCell> {
        /** For Flink. */
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
