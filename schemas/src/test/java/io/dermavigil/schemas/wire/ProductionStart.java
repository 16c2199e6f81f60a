package io.dermavigil.schemas.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dermavigil.schemas.events.SampleRecords;
import io.dermavigil.schemas.json.AvroJson;
import io.dermavigil.schemas.json.AvroJsonReader;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** What a process of ours does first with Avro; {@link AvroRuntimeTest} starts it as production would. */
public final class ProductionStart {

    private ProductionStart() {}

    /**
     * Passes every record type through the wire and the JSON form, the one named by the argument first.
     *
     * @param args {@code wire} or {@code json}
     */
    public static void main(String[] args) throws UndecodableException {
        List<SpecificRecord> samples = SampleRecords.all().toList();
        for (SpecificRecord datum : samples) {
            if (args[0].equals("json")) {
                throughJson(datum);
                throughTheWire(datum);
            } else {
                throughTheWire(datum);
                throughJson(datum);
            }
        }
    }

    private static void throughTheWire(SpecificRecord datum) throws UndecodableException {
        byte[] message = new SingleObjectEncoder<>(datum.getSchema()).encode(datum);
        same(datum, new SingleObjectDecoder<>(datum.getSchema()).decode(message));
    }

    private static void throughJson(SpecificRecord datum) {
        ObjectNode json = AvroJson.write(datum);
        same(datum, AvroJsonReader.read(json, datum.getSchema()).datum());
    }

    private static void same(SpecificRecord expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new IllegalStateException(expected.getSchema().getFullName() + " came back changed");
        }
    }
}
