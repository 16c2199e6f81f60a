package io.dermavigil.jobs.facts;

import io.dermavigil.jobs.serialization.ImmutableSerializer;
import io.dermavigil.schemas.events.EventKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** All facts of a patient as one compact value of state. */
public final class PatientFactsSerializer extends ImmutableSerializer<PatientFacts> {

    /** The only instance. */
    public static final PatientFactsSerializer INSTANCE = new PatientFactsSerializer();

    private static final long serialVersionUID = 1L;

    private PatientFactsSerializer() {}

    @Override
    public void serialize(PatientFacts patient, DataOutputView target) throws IOException {
        target.writeInt(patient.sessions().size());
        for (SessionFacts session : patient.sessions()) {
            StringValue.writeString(session.clinicId(), target);
            StringValue.writeString(session.sessionId(), target);
            writeRevisions(session.session(), target);
            writeFacts(session.reactions(), target);
            writeFacts(session.ratings(), target);
        }
    }

    @Override
    public PatientFacts deserialize(DataInputView source) throws IOException {
        int size = source.readInt();
        List<SessionFacts> sessions = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            sessions.add(new SessionFacts(
                    StringValue.readString(source),
                    StringValue.readString(source),
                    readRevisions("", EventKind.SESSION, source),
                    readFacts(EventKind.REACTION, source),
                    readFacts(EventKind.RATING, source)));
        }
        return new PatientFacts(sessions);
    }

    private static void writeFacts(List<Fact> facts, DataOutputView target) throws IOException {
        target.writeInt(facts.size());
        for (Fact fact : facts) {
            StringValue.writeString(fact.factId(), target);
            writeRevisions(fact, target);
        }
    }

    private static List<Fact> readFacts(EventKind kind, DataInputView source) throws IOException {
        int size = source.readInt();
        List<Fact> facts = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            facts.add(readRevisions(StringValue.readString(source), kind, source));
        }
        return facts;
    }

    private static void writeRevisions(Fact fact, DataOutputView target) throws IOException {
        target.writeInt(fact.revisions().size());
        for (Revision revision : fact.revisions()) {
            RevisionFormat.write(revision, target);
        }
    }

    private static Fact readRevisions(String factId, EventKind kind, DataInputView source) throws IOException {
        int size = source.readInt();
        List<Revision> revisions = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            revisions.add(RevisionFormat.read(kind, source));
        }
        return new Fact(factId, revisions);
    }

    @Override
    public TypeSerializerSnapshot<PatientFacts> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Written with the state. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<PatientFacts> {
        /** For Flink. */
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
