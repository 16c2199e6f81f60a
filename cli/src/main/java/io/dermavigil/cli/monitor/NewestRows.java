package io.dermavigil.cli.monitor;

import io.dermavigil.schemas.wire.RecordDecoder;
import io.dermavigil.schemas.wire.SchemasById;
import io.dermavigil.schemas.wire.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** The newest row of each key of a compacted topic, of the keys that are wanted. Not thread-safe. */
final class NewestRows<T extends SpecificRecord> {

    private final RecordDecoder<T> decoder;
    private final String topic;
    private final Predicate<String> wanted;
    private final Map<String, T> rows = new HashMap<>();

    private long unreadable;

    NewestRows(String topic, Schema schema, SchemasById schemas, Predicate<String> wanted) {
        this.topic = topic;
        this.decoder = new RecordDecoder<>(schema, schemas);
        this.wanted = wanted;
    }

    /** Takes a record in; one that cannot be decoded is counted, and the row before it stays. */
    void apply(byte[] key, byte[] value) {
        String name = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        if (!wanted.test(name)) {
            return;
        }
        if (value == null) {
            rows.remove(name);
            return;
        }
        try {
            rows.put(name, decoder.decode(value, topic));
        } catch (UndecodableException e) {
            unreadable++;
        }
    }

    /** A copy that stays as it is. */
    Map<String, T> copy() {
        return Map.copyOf(rows);
    }

    /** How many records could not be decoded. */
    long unreadable() {
        return unreadable;
    }
}
