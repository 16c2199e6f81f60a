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

/** A {@link Candidate} as a clinic, a day, a cell and counts. */
public final class CandidateSerializer extends ImmutableSerializer<Candidate> {

    /** The only instance. */
    public static final CandidateSerializer INSTANCE = new CandidateSerializer();
    /** For streams. */
    public static final TypeInformation<Candidate> TYPE = new SerializerTypeInformation<>(Candidate.class, INSTANCE);

    private static final long serialVersionUID = 1L;

    private CandidateSerializer() {}

    @Override
    public void serialize(Candidate value, DataOutputView target) throws IOException {
        target.writeUTF(value.clinicId());
        target.writeInt(value.day());
        EvidenceCellFormat.write(value.cell(), target);
        CountsSerializer.INSTANCE.serialize(value.counts(), target);
    }

    @Override
    public Candidate deserialize(DataInputView source) throws IOException {
        return new Candidate(
                source.readUTF(),
                source.readInt(),
                EvidenceCellFormat.read(source),
                CountsSerializer.INSTANCE.deserialize(source));
    }

    @Override
    public TypeSerializerSnapshot<Candidate> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Written with the state. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Candidate> {
        /** For Flink. */
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
