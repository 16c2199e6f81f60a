package io.dermavigil.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermavigil.broker.LocalBroker;
import io.dermavigil.broker.LocalBrokerConfig;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.ingest.files.EventSink;
import io.dermavigil.ingest.files.FilePublication;
import io.dermavigil.ingest.files.FileReport;
import io.dermavigil.ingest.files.RowListener;
import io.dermavigil.ingest.rejects.RejectSink;
import io.dermavigil.ingest.rows.EventRows;
import io.dermavigil.ingest.rows.RowOutcome;
import io.dermavigil.ingest.rows.SampleRows;
import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.events.EventKind;
import io.dermavigil.schemas.events.RecordKey;
import io.dermavigil.schemas.wire.SingleObjectDecoder;
import io.dermavigil.schemas.wire.WireHeaders;
import java.io.BufferedWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClinicEventPublisherTest {

    private static final String TOPIC = EventKind.SESSION.sharedTopic();

    @TempDir
    private Path folder;

    @Test
    void aRecordCarriesKeyHeadersAndEventAndCountsWhenAcknowledged() throws Exception {
        List<SpecificRecord> events = events(500);
        try (LocalBroker broker = LocalBroker.start(LocalBrokerConfig.onAnyPort(folder.resolve("broker")))) {
            TestTopics.create(broker);
            for (var compression : PublisherConfig.Compression.values()) {
                PublisherConfig config = new PublisherConfig(
                        broker.bootstrapServers(),
                        compression,
                        Duration.ofSeconds(30),
                        new Properties(),
                        Optional.empty());
                try (ClinicEventPublisher publisher = new ClinicEventPublisher(config)) {
                    events.forEach(publisher::publish);
                    publisher.flush();
                    assertThat(publisher.acknowledged()).isEqualTo(500);
                    assertThat(publisher.unacknowledged()).isZero();
                    assertThat(publisher.highestOffsets()).isEqualTo(lastOffsets(broker));
                }
            }
            List<ConsumerRecord<byte[], byte[]>> records = TestTopics.read(broker.bootstrapServers(), TOPIC);
            assertThat(records).hasSize(1000);
            SingleObjectDecoder<SessionRecorded> decoder = new SingleObjectDecoder<>(EventKind.SESSION.schema());
            Set<SpecificRecord> decoded = new HashSet<>();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                SessionRecorded event = decoder.decode(record.value());
                decoded.add(event);
                assertThat(RecordKey.parse(record.key()))
                        .contains(EventHeader.of(event).recordKey());
                Map<String, String> headers = new HashMap<>();
                record.headers()
                        .forEach(header ->
                                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
                assertThat(headers).isEqualTo(WireHeaders.of(EventHeader.of(event)));
            }
            assertThat(decoded).isEqualTo(Set.copyOf(events));
        }
    }

    @Test
    void aBrokerThatDiesInTheMiddleLeavesAnExactAccountOfEveryRow() throws Exception {
        int rows = 160_000;
        Path file = ndjson(rows);
        FileReport report;
        Path data = folder.resolve("broker");
        LocalBroker broker = LocalBroker.start(LocalBrokerConfig.onAnyPort(data));
        try {
            TestTopics.create(broker);
            PublisherConfig config =
                    PublisherConfig.of(broker.bootstrapServers()).withDeliveryTimeout(Duration.ofSeconds(3));
            try (ClinicEventPublisher publisher = new ClinicEventPublisher(config)) {
                report = publish(file, publisher, rows / 20, broker::close);
                assertThat(publisher.acknowledged()).isEqualTo(report.published());
            }
        } finally {
            broker.close();
        }
        assertThat(report.failure())
                .hasValueSatisfying(failure -> assertThat(failure.part()).isEqualTo(FileReport.Part.BROKER));
        assertThat(report.published()).isPositive();
        assertThat(report.unacknowledged().count()).isPositive();
        assertThat(report.published() + report.unacknowledged().count())
                .as("every row taken is either acknowledged or named")
                .isEqualTo(report.read())
                .isEqualTo(report.lastLineRead())
                .isLessThan(rows);
        Set<Long> named = lines(report.unacknowledged().text());
        try (LocalBroker again = LocalBroker.start(LocalBrokerConfig.onAnyPort(data))) {
            Set<String> inLog = sessions(again);
            List<Long> lost = LongStream.rangeClosed(1, report.lastLineRead())
                    .filter(line -> !named.contains(line) && !inLog.contains("s-" + line))
                    .boxed()
                    .toList();
            assertThat(lost).as("acknowledged rows that are not in the log").isEmpty();
            try (ClinicEventPublisher publisher =
                    new ClinicEventPublisher(PublisherConfig.of(again.bootstrapServers()))) {
                FileReport second = publish(file, publisher, Long.MAX_VALUE, () -> {});
                assertThat(second.failure()).isEmpty();
                assertThat(second.published()).isEqualTo(rows);
            }
            assertThat(sessions(again)).hasSize(rows);
            assertThat(keys(again))
                    .as("publishing again repeats keys and adds none")
                    .hasSize(rows);
        }
    }

    /** A clinic's Kafka names leaders before they take records, and the first batches then meet them half awake. */
    @Test
    void everyEventArrivesWhileTheTopicIsStillBeingOpened() throws Exception {
        List<SpecificRecord> events = events(20_000);
        try (LocalBroker broker = LocalBroker.start(LocalBrokerConfig.onAnyPort(folder.resolve("broker")));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                ClinicEventPublisher publisher = new ClinicEventPublisher(
                        PublisherConfig.of(broker.bootstrapServers()).withDeliveryTimeout(Duration.ofSeconds(20)))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 60, (short) 1)));
            events.forEach(publisher::publish);
            publisher.flush();
            assertThat(publisher.acknowledged()).isEqualTo(events.size());
            assertThat(publisher.highestOffsets().values().stream()
                            .mapToLong(last -> last + 1)
                            .sum())
                    .as("each event once")
                    .isEqualTo(events.size());
        }
    }

    @Test
    void nothingIsTakenAfterAFailure() throws Exception {
        List<SpecificRecord> events = events(2);
        PublisherConfig nowhere = PublisherConfig.of("127.0.0.1:1").withDeliveryTimeout(Duration.ofSeconds(3));
        try (ClinicEventPublisher publisher = new ClinicEventPublisher(nowhere)) {
            assertThatThrownBy(() -> publisher.publish(events.get(0))).isInstanceOf(PublishingStoppedException.class);
            long before = System.nanoTime();
            assertThatThrownBy(() -> publisher.publish(events.get(1))).isInstanceOf(PublishingStoppedException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
            assertThat(publisher.acknowledged()).isZero();
            assertThat(publisher.unacknowledged()).isEqualTo(2);
        }
    }

    private static FileReport publish(Path file, ClinicEventPublisher publisher, long atRow, Runnable then)
            throws Exception {
        RowListener listener = new RowListener() {
            private long rows;

            @Override
            public void read(long bytesRead) {
                if (++rows == atRow) {
                    publisher.flush();
                    then.run();
                }
            }

            @Override
            public void rejected(RowOutcome.Rejected row) {
                throw new AssertionError("no row is rejected: " + row.problems());
            }
        };
        try (EventRows rows = EventRows.open(file, SampleRows.settings(EventKind.SESSION, null))) {
            return new FilePublication(file, EventSink.of(publisher), RejectSink.NONE, listener).run(rows);
        }
    }

    private Path ndjson(int rows) throws Exception {
        Path file = folder.resolve("sessions-" + rows + ".ndjson");
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (int i = 1; i <= rows; i++) {
                writer.write(SampleRows.session("patient-" + i % 1000, "s-" + i).toString());
                writer.write('\n');
            }
        }
        return file;
    }

    private List<SpecificRecord> events(int count) throws Exception {
        return SampleRows.events(SampleRows.read(ndjson(count), SampleRows.settings(EventKind.SESSION, null)));
    }

    private static Map<TopicPartition, Long> lastOffsets(LocalBroker broker) {
        Map<TopicPartition, Long> last = new HashMap<>();
        TestTopics.read(broker.bootstrapServers(), TOPIC)
                .forEach(record ->
                        last.merge(new TopicPartition(TOPIC, record.partition()), record.offset(), Math::max));
        return last;
    }

    private static Set<String> sessions(LocalBroker broker) {
        Set<String> ids = new HashSet<>();
        TestTopics.read(broker.bootstrapServers(), TOPIC)
                .forEach(record ->
                        ids.add(RecordKey.parse(record.key()).orElseThrow().sessionId()));
        return ids;
    }

    private static Set<RecordKey> keys(LocalBroker broker) {
        Set<RecordKey> keys = new HashSet<>();
        TestTopics.read(broker.bootstrapServers(), TOPIC)
                .forEach(record -> keys.add(RecordKey.parse(record.key()).orElseThrow()));
        return keys;
    }

    private static Set<Long> lines(String ranges) {
        Set<Long> lines = new TreeSet<>();
        for (String range : ranges.split(", ")) {
            String[] ends = range.split("-");
            for (long line = Long.parseLong(ends[0]); line <= Long.parseLong(ends[ends.length - 1]); line++) {
                lines.add(line);
            }
        }
        return lines;
    }
}
