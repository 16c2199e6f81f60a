package io.dermavigil.jobs.accounts;

import io.dermavigil.jobs.serialization.ImmutableSerializer;
import io.dermavigil.jobs.serialization.SerializerTypeInformation;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A posting as its account and its counts. */
public final class PostingSerializer extends ImmutableSerializer<Posting> {

    /** The only instance. */
    public static final PostingSerializer INSTANCE = new PostingSerializer();
    /** For streams of postings. */
    public static final TypeInformation<Posting> TYPE = new SerializerTypeInformation<>(Posting.class, INSTANCE);

    private static final long serialVersionUID = 1L;

    private PostingSerializer() {}

    @Override
    public void serialize(Posting posting, DataOutputView target) throws IOException {
        target.writeUTF(posting.account());
        CountsSerializer.INSTANCE.serialize(posting.counts(), target);
    }

    @Override
    public Posting deserialize(DataInputView source) throws IOException {
        return new Posting(source.readUTF(), CountsSerializer.INSTANCE.deserialize(source));
    }

    @Override
    public TypeSerializerSnapshot<Posting> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Written with the state. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Posting> {
        /** For Flink. */
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
