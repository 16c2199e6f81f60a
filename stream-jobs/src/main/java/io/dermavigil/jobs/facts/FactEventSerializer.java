package io.dermavigil.jobs.facts;

import io.dermavigil.jobs.serialization.ImmutableSerializer;
import io.dermavigil.jobs.serialization.SerializerTypeInformation;
import io.dermavigil.schemas.events.EventKind;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A fact event on its way to the ledger. */
public final class FactEventSerializer extends ImmutableSerializer<FactEvent> {

    /** The only instance. */
    public static final FactEventSerializer INSTANCE = new FactEventSerializer();
    /** For streams of fact events. */
    public static final TypeInformation<FactEvent> TYPE = new SerializerTypeInformation<>(FactEvent.class, INSTANCE);

    private static final long serialVersionUID = 1L;
    private static final EventKind[] KINDS = EventKind.values();

    private FactEventSerializer() {}

    @Override
    public void serialize(FactEvent event, DataOutputView target) throws IOException {
        target.writeByte(event.kind().ordinal());
        target.writeUTF(event.patientKey());
        target.writeUTF(event.clinicId());
        target.writeUTF(event.sessionId());
        target.writeUTF(event.factId());
        target.writeBoolean(event.isErasure());
        if (event.isErasure()) {
            RevisionFormat.writeRef(event.event(), target);
        } else {
            RevisionFormat.write(event.revision(), target);
        }
    }

    @Override
    public FactEvent deserialize(DataInputView source) throws IOException {
        EventKind kind = KINDS[source.readByte()];
        String patientKey = source.readUTF();
        String clinicId = source.readUTF();
        String sessionId = source.readUTF();
        String factId = source.readUTF();
        if (source.readBoolean()) {
            EventRef ref = RevisionFormat.readRef(source);
            return new FactEvent(kind, patientKey, clinicId, sessionId, factId, ref, null);
        }
        Revision revision = RevisionFormat.read(kind, source);
        return new FactEvent(kind, patientKey, clinicId, sessionId, factId, revision.event(), revision);
    }

    @Override
    public TypeSerializerSnapshot<FactEvent> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Written with the state. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<FactEvent> {
        /** For Flink. */
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
