package io.dermavigil.schemas.intake;

/**
 * A record as it lies in a clinic topic.
 *
 * @param topic topic
 * @param partition partition
 * @param offset offset
 * @param timestamp append time, milliseconds since the epoch
 * @param key key; null when it has none
 * @param value value; null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // bytes of Kafka, never compared
public record RawRecord(String topic, int partition, long offset, long timestamp, byte[] key, byte[] value) {}
