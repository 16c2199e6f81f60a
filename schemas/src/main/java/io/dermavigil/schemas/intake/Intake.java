package io.dermavigil.schemas.intake;

import io.dermavigil.pipeline.Reject;
import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.events.EventKind;
import io.dermavigil.schemas.events.RecordKey;
import org.apache.avro.specific.SpecificRecord;

/** What becomes of a record of a clinic topic: exactly one of three. */
public sealed interface Intake {

    /**
     * An event that may be counted.
     *
     * @param event the clinic event
     * @param header its header
     * @param digest last criterion of the order between two revisions, compared unsigned: the first 8 bytes of SHA-256
     *     of the event's canonical encoding
     * @param ownTopic whether it came through the clinic's own topic rather than a shared one
     */
    record Accepted(SpecificRecord event, EventHeader header, long digest, boolean ownTopic) implements Intake {

        /** Tells nothing of the patient, for it may end in a log. */
        @Override
        public String toString() {
            return "Accepted[" + header + "]";
        }
    }

    /**
     * A tombstone: the event with this key, in this topic, is erased.
     *
     * @param kind kind of event
     * @param key key of the event
     * @param ownTopic whether it came through the clinic's own topic rather than a shared one
     */
    record Erased(EventKind kind, RecordKey key, boolean ownTopic) implements Intake {}

    /**
     * A record that cannot be counted.
     *
     * @param reject the record with its bytes and the reason
     */
    record Rejected(Reject reject) implements Intake {

        /** Tells why and where, and nothing of the bytes, for it may end in a log. */
        @Override
        public String toString() {
            return "Rejected[" + reject.getReason() + ", " + reject.getTopic() + ":" + reject.getPartition() + ":"
                    + reject.getOffset() + "]";
        }
    }
}
