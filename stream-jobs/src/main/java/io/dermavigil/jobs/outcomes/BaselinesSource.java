package io.dermavigil.jobs.outcomes;

import io.dermavigil.schemas.intake.RawRecord;
import io.dermavigil.schemas.topics.TopicCatalogue;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/** The topic of baselines from its beginning, as raw records. By pattern: a stack without the topic has none. */
final class BaselinesSource {

    private static final long DISCOVERY_INTERVAL_MS = 5_000;

    private BaselinesSource() {}

    static KafkaSource<RawRecord> of(OutcomesConfig config) {
        Properties properties = new Properties();
        properties.putAll(config.kafka());
        properties.setProperty("isolation.level", "read_committed");
        properties.setProperty("partition.discovery.interval.ms", Long.toString(DISCOVERY_INTERVAL_MS));
        properties.setProperty("commit.offsets.on.checkpoint", "false");
        return KafkaSource.<RawRecord>builder()
                .setTopicPattern(Pattern.compile(Pattern.quote(TopicCatalogue.BASELINES)))
                .setGroupId("dermavigil-" + config.generation().jobId() + "-baselines")
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new RawRecords())
                .setProperties(properties)
                .build();
    }
}
