package io.dermavigil.jobs.evidence;

import io.dermavigil.jobs.accounts.Counts;
import io.dermavigil.jobs.accounts.CountsSerializer;
import io.dermavigil.jobs.serialization.ImmutableSerializer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A {@link DayBook} as its cells and counts. */
final class DayBookSerializer extends ImmutableSerializer<DayBook> {

    static final DayBookSerializer INSTANCE = new DayBookSerializer();

    private static final long serialVersionUID = 1L;

    private DayBookSerializer() {}

    @Override
    public void serialize(DayBook book, DataOutputView target) throws IOException {
        target.writeInt(book.cells().size());
        for (Map.Entry<EvidenceCell, Counts> entry : book.cells().entrySet()) {
            EvidenceCellFormat.write(entry.getKey(), target);
            CountsSerializer.INSTANCE.serialize(entry.getValue(), target);
        }
    }

    @Override
    public DayBook deserialize(DataInputView source) throws IOException {
        int size = source.readInt();
        Map<EvidenceCell, Counts> cells = new HashMap<>();
        for (int i = 0; i < size; i++) {
            EvidenceCell cell = EvidenceCellFormat.read(source);
            cells.put(cell, CountsSerializer.INSTANCE.deserialize(source));
        }
        return new DayBook(cells);
    }

    @Override
    public TypeSerializerSnapshot<DayBook> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Written with the state. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<DayBook> {
        /** For Flink. */
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
