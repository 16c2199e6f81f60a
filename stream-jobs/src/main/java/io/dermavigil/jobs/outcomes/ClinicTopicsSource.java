package io.dermavigil.jobs.outcomes;

import io.dermavigil.schemas.intake.RawRecord;
import io.dermavigil.schemas.topics.ClinicTopic;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/** All clinic topics from their beginning, as raw records; topics of new clinics join while it runs. */
final class ClinicTopicsSource {

    private static final long DISCOVERY_INTERVAL_MS = 5_000;

    private ClinicTopicsSource() {}

    static KafkaSource<RawRecord> of(OutcomesConfig config) {
        Properties properties = new Properties();
        properties.putAll(config.kafka());
        properties.setProperty("isolation.level", "read_committed");
        properties.setProperty("partition.discovery.interval.ms", Long.toString(DISCOVERY_INTERVAL_MS));
        // progress is told in a topic of ours; committed group offsets would be a second, different truth
        properties.setProperty("commit.offsets.on.checkpoint", "false");
        return KafkaSource.<RawRecord>builder()
                .setTopicPattern(ClinicTopic.PATTERN)
                .setGroupId("dermavigil-" + config.generation().jobId())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new RawRecords())
                .setProperties(properties)
                .build();
    }
}
