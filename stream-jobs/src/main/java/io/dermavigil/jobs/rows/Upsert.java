package io.dermavigil.jobs.rows;

/**
 * A record to write: the newest of its key counts.
 *
 * @param topic topic
 * @param key key of the record
 * @param value value of the record
 */
@SuppressWarnings("ArrayRecordComponent") // bytes for Kafka, never compared
public record Upsert(String topic, byte[] key, byte[] value) {}
