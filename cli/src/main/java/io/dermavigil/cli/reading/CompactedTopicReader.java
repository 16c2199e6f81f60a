package io.dermavigil.cli.reading;

import io.dermavigil.schemas.topics.Generation;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what a compacted topic says now: the newest value of each key.
 *
 * <p>The ends are taken with uncommitted records, the records are read committed. Whatever a committed row of
 * {@code pipeline.progress} promises is therefore seen, because the job writes all records of a checkpoint before it
 * commits any of them: those that are not committed yet lie before the ends and are waited for.
 */
public final class CompactedTopicReader {

    private final Broker broker;
    private final LogReader log;
    private final Generation generation;

    /**
     * A reader.
     *
     * @param broker broker to read from
     * @param log how to read from it
     * @param generation generation of summary topics
     */
    public CompactedTopicReader(Broker broker, LogReader log, Generation generation) {
        this.broker = broker;
        this.log = log;
        this.generation = generation;
    }

    /** The generation of summary topics that is read. */
    public Generation generation() {
        return generation;
    }

    /**
     * The newest value of each key, as bytes, because a big topic fits the memory only so.
     *
     * @param topic plain name of a topic that must exist in the generation; its keys are text
     */
    public Map<String, byte[]> read(String topic) {
        Map<String, byte[]> newest = new HashMap<>();
        log.read(broker.ends(List.of(generation.topic(topic))), record -> {
            String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
            if (record.value() == null) {
                newest.remove(key);
            } else {
                newest.put(key, record.value());
            }
        });
        return newest;
    }
}
