package io.dermavigil.schemas.wire;

import org.apache.avro.specific.SpecificRecord;

/**
 * Writes records of one schema as values of Kafka records. Not thread-safe.
 *
 * @param <T> record type
 */
public interface RecordEncoder<T extends SpecificRecord> {

    /** The whole value. */
    byte[] encode(T datum);
}
