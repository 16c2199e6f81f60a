package io.dermavigil.cli.reconcile;

import io.dermavigil.schemas.json.AvroJson;
import io.dermavigil.schemas.wire.RecordDecoder;
import io.dermavigil.schemas.wire.SchemasById;
import io.dermavigil.schemas.wire.UndecodableException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Compares the recomputed summaries of a topic with those found in it. A summary that is absent on one side counts as one
 * of zeros. Not thread-safe.
 *
 * @param <T> type of summary
 */
final class SummaryComparison<T extends SpecificRecord> {

    private final String topic;
    private final Map<String, byte[]> unmatched;
    private final Set<String> ignored;
    private final RecordDecoder<T> decoder;
    private final Consumer<Difference> sink;

    /**
     * A comparison without recomputed summaries yet.
     *
     * @param topic topic of the summaries
     * @param found newest value of each key
     * @param schema schema of the summaries
     * @param schemas where the schemas of summaries in Confluent framing are found
     * @param ignored top-level fields not compared
     * @param sink takes the differences
     */
    SummaryComparison(
            String topic,
            Map<String, byte[]> found,
            Schema schema,
            SchemasById schemas,
            Set<String> ignored,
            Consumer<Difference> sink) {
        this.topic = topic;
        this.unmatched = new HashMap<>(found);
        this.ignored = ignored;
        this.decoder = new RecordDecoder<>(schema, schemas);
        this.sink = sink;
    }

    /** Compares a recomputed summary. */
    void expect(String account, T expected) {
        byte[] found = unmatched.remove(account);
        FieldComparison fields = new FieldComparison(topic, account, ignored);
        if (found == null) {
            fields.missing(AvroJson.write(expected)).forEach(sink);
            return;
        }
        try {
            fields.differences(AvroJson.write(expected), AvroJson.write(decoder.decode(found, topic)))
                    .forEach(sink);
        } catch (UndecodableException e) {
            sink.accept(unreadable(account));
        }
    }

    /** Compares what nobody expected with zero, after the last {@link #expect}. */
    void finish() {
        for (String account : new TreeSet<>(unmatched.keySet())) {
            superfluous(account, unmatched.get(account)).forEach(sink);
        }
    }

    private List<Difference> superfluous(String account, byte[] found) {
        try {
            return new FieldComparison(topic, account, ignored)
                    .superfluous(AvroJson.write(decoder.decode(found, topic)));
        } catch (UndecodableException e) {
            return List.of(unreadable(account));
        }
    }

    private Difference unreadable(String account) {
        return new Difference(topic, account, "value", "a summary", "bytes that cannot be read");
    }
}
