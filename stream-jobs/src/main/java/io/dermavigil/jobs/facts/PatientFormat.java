package io.dermavigil.jobs.facts;

import io.dermavigil.schemas.events.EventKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * All facts of a patient as one compact array of bytes: what state holds. A snapshot then copies arrays instead of walking
 * objects, and a million sessions weigh what their bytes weigh. Not thread-safe.
 */
public final class PatientFormat {

    private final DataOutputSerializer out = new DataOutputSerializer(512);
    private final DataInputDeserializer in = new DataInputDeserializer();

    /** The bytes of a patient's facts. */
    public byte[] write(PatientFacts patient) throws IOException {
        out.clear();
        out.writeInt(patient.sessions().size());
        for (SessionFacts session : patient.sessions()) {
            out.writeUTF(session.clinicId());
            out.writeUTF(session.sessionId());
            writeRevisions(session.session(), out);
            writeFacts(session.reactions(), out);
            writeFacts(session.ratings(), out);
        }
        return out.getCopyOfBuffer();
    }

    /** The facts that {@link #write} made bytes of. */
    public PatientFacts read(byte[] bytes) throws IOException {
        in.setBuffer(bytes);
        int size = in.readInt();
        List<SessionFacts> sessions = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            sessions.add(new SessionFacts(
                    in.readUTF(),
                    in.readUTF(),
                    readRevisions("", EventKind.SESSION, in),
                    readFacts(EventKind.REACTION, in),
                    readFacts(EventKind.RATING, in)));
        }
        return new PatientFacts(sessions);
    }

    private static void writeFacts(List<Fact> facts, DataOutputView target) throws IOException {
        target.writeInt(facts.size());
        for (Fact fact : facts) {
            target.writeUTF(fact.factId());
            writeRevisions(fact, target);
        }
    }

    private static List<Fact> readFacts(EventKind kind, DataInputView source) throws IOException {
        int size = source.readInt();
        List<Fact> facts = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            facts.add(readRevisions(source.readUTF(), kind, source));
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
}
