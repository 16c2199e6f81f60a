package io.dermavigil.jobs.outcomes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.dermavigil.broker.LocalBroker;
import io.dermavigil.broker.LocalBrokerConfig;
import io.dermavigil.broker.Topics;
import io.dermavigil.events.OutcomeRated;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.jobs.oracle.BatchOracle;
import io.dermavigil.jobs.oracle.ClinicLog;
import io.dermavigil.jobs.oracle.Rows;
import io.dermavigil.jobs.oracle.RowsAssert;
import io.dermavigil.pipeline.Reject;
import io.dermavigil.pipeline.RejectReason;
import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.events.EventKind;
import io.dermavigil.schemas.events.ValidEvents;
import io.dermavigil.schemas.intake.RawRecord;
import io.dermavigil.schemas.registry.RegisteredSchema;
import io.dermavigil.schemas.registry.RegistryUnavailableException;
import io.dermavigil.schemas.registry.SchemaLookup;
import io.dermavigil.schemas.registry.SchemaRefusedException;
import io.dermavigil.schemas.registry.SchemaRegistry;
import io.dermavigil.schemas.topics.Generation;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.wire.ConfluentEncoder;
import io.dermavigil.schemas.wire.SchemaEdits;
import io.dermavigil.summaries.SideEffectSummary;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A real registry, the job that reads and writes Confluent framing with it, and Flink SQL that reads what it wrote. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConfluentFramingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int NOBODYS_ID = 1_999_999_999;

    @TempDir
    private static Path folder;

    private static ApicurioProcess apicurio;

    @BeforeAll
    static void startRegistry() throws Exception {
        apicurio = ApicurioProcess.start(Files.createDirectory(folder.resolve("registry")));
    }

    @AfterAll
    static void stopRegistry() {
        apicurio.close();
    }

    @Test
    @Order(1)
    void theRegistryKeepsToItsContract() {
        SchemaRegistry registry = new SchemaRegistry(apicurio.config());
        Schema schema = SessionRecorded.getClassSchema();
        String topic = "contract.sessions";

        assertThat(registry.lookUp(topic, schema)).isEmpty();
        int id = registry.register(topic, schema);
        assertThat(registry.register(topic, schema)).isEqualTo(id);
        assertThat(registry.lookUp(topic, schema)).hasValue(id);
        assertThat(registry.schema(id)).isEqualTo(new RegisteredSchema.Present(schema));
        assertThat(registry.schema(NOBODYS_ID)).isEqualTo(new RegisteredSchema.Absent());

        Schema later = SchemaEdits.addField(schema, "addedLater", "[\"null\",\"int\"]", "null");
        assertThat(registry.register(topic, later)).isNotEqualTo(id);
        assertThatExceptionOfType(SchemaRefusedException.class)
                .isThrownBy(() -> registry.register(topic, SchemaEdits.removeField(schema, "patientKey")))
                .withMessageStartingWith(
                        "the schema registry refuses io.dermavigil.events.SessionRecorded for contract.sessions-value");
    }

    @Test
    @Order(2)
    void theJobReadsAndWritesItAndFlinkSqlReadsTheSummaries() throws Exception {
        SchemaRegistry registry = new SchemaRegistry(apicurio.config());
        try (LocalBroker broker = LocalBroker.start(LocalBrokerConfig.onAnyPort(folder.resolve("broker")));
                OutcomesCluster cluster = new OutcomesCluster(folder.resolve("state"));
                ClinicWriter clinics = new ClinicWriter(broker.bootstrapServers())) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                Topics.create(admin, TopicCatalogue.outcomes(), (short) 1);
            }
            SummaryTopics summaries =
                    new SummaryTopics(broker.bootstrapServers(), Generation.FIRST, SchemaLookup.unbounded(registry));
            List<SpecificRecord> events = events(300);
            List<RawRecord> ratings = log(events, registry, true);
            List<RawRecord> others = log(events, registry, false);
            JobID job = cluster.submit("hashmap", null, options(broker));

            clinics.write(others);
            clinics.write(List.of(withId(others.get(0), NOBODYS_ID)));
            awaitCovered(clinics, summaries);
            withoutARegistryNothingIsDecided(cluster, job, () -> clinics.write(ratings));
            awaitCovered(clinics, summaries);
            cluster.stopWithSavepoint(job);

            Rows expected = BatchOracle.of(events);
            RowsAssert.assertSame(summaries.rows(), expected);
            assertThat(summaries.rejects()).singleElement().satisfies(ConfluentFramingIT::isOfNobodysId);
            assertThat(summaries.records(TopicCatalogue.SIDE_EFFECTS))
                    .isNotEmpty()
                    .allMatch(row -> row.value()[0] == 0);
            assertThat(SideEffectsTable.counts(broker.bootstrapServers(), apicurio.url()))
                    .isEqualTo(counts(expected.sideEffects()));
        }
    }

    /** The ratings' schema was never asked for: the job fails until the registry answers, and rejects nothing. */
    private static void withoutARegistryNothingIsDecided(OutcomesCluster cluster, JobID job, Action write)
            throws Exception {
        apicurio.pause();
        try {
            write.run();
            await().atMost(PATIENCE)
                    .until(
                            () -> cluster.lastFailure(job),
                            failure -> failure != null
                                    && failure.contains(
                                            "the schema registry at " + apicurio.url() + " did not answer within"));
        } finally {
            apicurio.resume();
        }
    }

    private interface Action {
        void run() throws Exception;
    }

    @Test
    @Order(3)
    void aRegistryThatIsGoneIsNoUnknownSchema() {
        SchemaRegistry registry = new SchemaRegistry(apicurio.config());
        apicurio.close();

        assertThatExceptionOfType(RegistryUnavailableException.class)
                .isThrownBy(() -> registry.schema(NOBODYS_ID))
                .withMessage("the schema registry at " + apicurio.url() + " cannot be asked (ConnectException)");
    }

    private static void isOfNobodysId(Reject reject) {
        assertThat(reject.getReason()).isEqualTo(RejectReason.UNKNOWN_SCHEMA);
        assertThat(reject.getDetail()).isEqualTo("value: the schema registry does not know id " + NOBODYS_ID);
    }

    private static Map<String, List<Long>> counts(Map<String, SideEffectSummary> rows) {
        Map<String, List<Long>> counts = new TreeMap<>();
        rows.forEach((account, row) -> counts.put(
                account,
                List.of(row.getSessions(), row.getPatients(), row.getAdverse().getSessions())));
        return counts;
    }

    private static Map<String, String> options(LocalBroker broker) {
        return Map.of(
                "kafka.bootstrap.servers", broker.bootstrapServers(),
                "checkpoint-interval", "PT0.3S",
                "transaction-timeout", "PT1M",
                "framing", "confluent",
                "registry.url", apicurio.url(),
                "registry.timeout", "PT1S");
    }

    private static void awaitCovered(ClinicWriter clinics, SummaryTopics summaries) {
        await().atMost(PATIENCE).until(() -> clinics.isCoveredBy(summaries.progress()));
    }

    /** Every second event in Confluent framing, the ratings all of them. */
    private static List<RawRecord> log(List<SpecificRecord> events, SchemaRegistry registry, boolean ratings) {
        Map<EventKind, Integer> ids = new EnumMap<>(EventKind.class);
        for (EventKind kind : EventKind.values()) {
            ids.put(kind, registry.register(kind.sharedTopic(), kind.schema()));
        }
        List<RawRecord> log = new ArrayList<>();
        for (SpecificRecord event : events) {
            if (event instanceof OutcomeRated == ratings) {
                RawRecord record = ClinicLog.published(event);
                int id = ids.get(EventHeader.of(event).kind());
                byte[] framed = new ConfluentEncoder<>(event.getSchema(), id).encode(event);
                log.add(ratings || log.size() % 2 == 0 ? with(record, framed) : record);
            }
        }
        return log;
    }

    private static RawRecord withId(RawRecord framed, int id) {
        byte[] value = Arrays.copyOf(framed.value(), framed.value().length);
        ByteBuffer.wrap(value).putInt(1, id);
        return with(framed, value);
    }

    private static RawRecord with(RawRecord record, byte[] value) {
        return new RawRecord(record.topic(), 0, 0, 0, record.key(), value);
    }

    private static List<SpecificRecord> events(int number) {
        Random random = new Random(20261123);
        List<SpecificRecord> events = new ArrayList<>();
        JqwikSession.run(() -> {
            RandomGenerator<SpecificRecord> generator = ValidEvents.any().generator(1000);
            for (int i = 0; i < number; i++) {
                events.add(generator.next(random).value());
            }
        });
        return events;
    }
}
