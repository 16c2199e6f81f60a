package io.dermavigil.jobs.facts;

import io.dermavigil.events.Condition;
import io.dermavigil.events.ReactionType;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.schemas.events.EventKind;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Bytes of a revision, on the network and in state. Enum symbols are written by ordinal: the schema gate lets no symbol
 * be added or moved.
 */
final class RevisionFormat {

    private static final Setting[] SETTINGS = Setting.values();
    private static final Condition[] CONDITIONS = Condition.values();
    private static final SkinType[] SKIN_TYPES = SkinType.values();
    private static final ReactionType[] REACTION_TYPES = ReactionType.values();

    private RevisionFormat() {}

    static void writeRef(EventRef ref, DataOutputView target) throws IOException {
        target.writeLong(ref.high());
        target.writeLong(ref.low());
        target.writeBoolean(ref.ownTopic());
    }

    static EventRef readRef(DataInputView source) throws IOException {
        return new EventRef(source.readLong(), source.readLong(), source.readBoolean());
    }

    static void write(Revision revision, DataOutputView target) throws IOException {
        writeRef(revision.event(), target);
        target.writeInt(revision.number());
        target.writeLong(revision.recordedAt());
        target.writeLong(revision.digest());
        target.writeBoolean(revision.voided());
        if (revision.content() instanceof SessionContent session) {
            write(session, target);
        } else if (revision.content() instanceof ReactionContent reaction) {
            write(reaction, target);
        } else if (revision.content() instanceof RatingContent rating) {
            write(rating, target);
        }
    }

    static Revision read(EventKind kind, DataInputView source) throws IOException {
        EventRef ref = readRef(source);
        int number = source.readInt();
        long recordedAt = source.readLong();
        long digest = source.readLong();
        boolean voided = source.readBoolean();
        Content content = switch (kind) {
            case SESSION -> readSession(source);
            case REACTION -> readReaction(source);
            case RATING -> readRating(source);
        };
        return new Revision(number, recordedAt, ref, digest, voided, content);
    }

    private static void write(SessionContent session, DataOutputView target) throws IOException {
        target.writeInt(session.treatedOn());
        target.writeByte(session.setting().ordinal());
        target.writeByte(session.condition().ordinal());
        target.writeByte(session.skinType().ordinal());
        target.writeShort(session.sessionNumber());
        writeCode(session.model(), target);
        writeCode(session.lot(), target);
    }

    private static SessionContent readSession(DataInputView source) throws IOException {
        return new SessionContent(
                source.readInt(),
                SETTINGS[source.readByte()],
                CONDITIONS[source.readByte()],
                SKIN_TYPES[source.readByte()],
                source.readShort(),
                readCode(source),
                readCode(source));
    }

    private static void write(ReactionContent reaction, DataOutputView target) throws IOException {
        target.writeByte(reaction.type().ordinal());
        target.writeByte(reaction.grade());
        target.writeBoolean(reaction.serious());
        target.writeInt(reaction.onsetOn());
        target.writeInt(reaction.resolvedOn());
        target.writeInt(reaction.ongoingOn());
    }

    private static ReactionContent readReaction(DataInputView source) throws IOException {
        return new ReactionContent(
                REACTION_TYPES[source.readByte()],
                source.readByte(),
                source.readBoolean(),
                source.readInt(),
                source.readInt(),
                source.readInt());
    }

    private static void write(RatingContent rating, DataOutputView target) throws IOException {
        target.writeInt(rating.ratedOn());
        target.writeByte(rating.satisfaction());
        target.writeByte(rating.improvement());
    }

    private static RatingContent readRating(DataInputView source) throws IOException {
        return new RatingContent(source.readInt(), source.readByte(), source.readByte());
    }

    /** A code has at least one character, so the empty text stands for none. */
    private static void writeCode(String code, DataOutputView target) throws IOException {
        target.writeUTF(code == null ? "" : code);
    }

    private static String readCode(DataInputView source) throws IOException {
        String code = source.readUTF();
        return code.isEmpty() ? null : code;
    }
}
