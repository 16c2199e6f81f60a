package io.dermavigil.schemas.wire;

import java.io.Serializable;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * In which framing the values of each topic are written. Serializable, so that a job carries the ids that were registered
 * when it was defined.
 *
 * @param ids registered id of the schema, for each topic that is written in Confluent framing
 */
public record TopicFraming(Map<String, Integer> ids) implements Serializable {

    /** Single-object encoding everywhere. */
    public static final TopicFraming SINGLE_OBJECT = new TopicFraming(Map.of());

    /** Copies the ids. */
    public TopicFraming {
        ids = Map.copyOf(ids);
    }

    /**
     * An encoder for the values of a topic.
     *
     * @param schema schema of the topic's records; the one that the topic's id was given for
     */
    public <T extends SpecificRecord> RecordEncoder<T> encoder(String topic, Schema schema) {
        Integer id = ids.get(topic);
        return id == null ? new SingleObjectEncoder<>(schema) : new ConfluentEncoder<>(schema, id);
    }
}
