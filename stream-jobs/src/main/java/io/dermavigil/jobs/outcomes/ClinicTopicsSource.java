package io.dermavigil.jobs.outcomes;

import io.dermavigil.schemas.intake.RawRecord;
import io.dermavigil.schemas.topics.ClinicTopic;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

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

    private static final class RawRecords implements KafkaRecordDeserializationSchema<RawRecord> {

        private static final long serialVersionUID = 1L;

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawRecord> out) {
            out.collect(new RawRecord(
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    record.timestamp(),
                    record.key(),
                    record.value()));
        }

        @Override
        public TypeInformation<RawRecord> getProducedType() {
            return TypeInformation.of(RawRecord.class);
        }
    }
}
