package io.dermavigil.cli.erasure;

import org.apache.kafka.common.TopicPartition;

/**
 * A record that holds something of a patient.
 *
 * @param partition where it lies
 * @param offset where it lies
 * @param key key whose tombstone erases it; null when it has none, and compaction removes it by itself
 * @param erasure what can be done about it
 * @param tombstone whether it is a tombstone, whose key alone names the patient
 */
@SuppressWarnings("ArrayRecordComponent") // bytes for Kafka, never compared
record Trace(TopicPartition partition, long offset, byte[] key, Erasure erasure, boolean tombstone) {

    /** What can be done about a record. */
    enum Erasure {
        /** A tombstone of its key erases it and nothing else that counts. */
        BY_TOMBSTONE("compaction has not removed it yet"),
        /** Its key belongs to an event of another patient, which the tombstone would erase. */
        KEY_OF_ANOTHER(
                "its key belongs to an event of another patient: publish that event again under the same key, which replaces it"),
        /** It is a reject of an earlier version, whose key all rejects of a topic share. */
        SHARED_KEY("a reject of an earlier version: it goes when it is 30 days old, or with its topic");

        private final String remedy;

        Erasure(String remedy) {
            this.remedy = remedy;
        }

        /** Why it may remain, and what to do. */
        String remedy() {
            return remedy;
        }
    }

    /** Where it lies, for people. */
    String place() {
        return partition.topic() + ":" + partition.partition() + ":" + offset;
    }
}
