package io.dermavigil.cli.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dermavigil.cli.CommandRun;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.access.Principal;
import io.dermavigil.cli.reading.Broker;
import io.dermavigil.cli.reading.Connection;
import io.dermavigil.cli.reading.LogReader;
import io.dermavigil.cli.reconcile.RegistryInMemory;
import io.dermavigil.schemas.intake.Intake;
import io.dermavigil.schemas.intake.RawRecord;
import io.dermavigil.schemas.intake.RecordIntake;
import io.dermavigil.schemas.registry.RegistryConfig;
import io.dermavigil.schemas.registry.SchemaLookup;
import io.dermavigil.schemas.registry.SchemaRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each principal can do at a real broker, and what it cannot. */
class PrincipalRightsTest {

    private static final List<String> TOPICS = List.of(
            "clinic.sessions",
            "clinic.a.sessions",
            "clinic.b.sessions",
            "clinic.rejects",
            "summary.side-effects",
            "pipeline.progress",
            "pipeline.generations",
            "people.decisions");

    private static final Principal CLINIC_A = Principal.clinic("a");

    @TempDir
    private static Path folder;

    private static SecuredStack stack;

    @BeforeAll
    static void start() throws Exception {
        stack = SecuredStack.start(folder, "a", "b");
        assertThat(stack.provision().code()).isZero();
        try (Admin admin = Admin.create(stack.asOperator().with(Map.of()));
                KafkaProducer<byte[], byte[]> producer = producer(stack.asOperator(), Map.of())) {
            admin.createTopics(List.of(new NewTopic("people.decisions", 1, (short) 1)))
                    .all()
                    .get();
            for (String topic : TOPICS) {
                producer.send(record(topic)).get();
            }
        }
        for (String name : List.of("jobs", "serving", "monitor", "publisher", "clinic-a", "clinic-b")) {
            awaitLogin(Principal.named(name).orElseThrow());
        }
    }

    /** Users are known to the broker a moment after they are made. */
    private static void awaitLogin(Principal principal) {
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
            try (Broker broker = new Broker(stack.as(principal))) {
                return !broker.topics(name -> true).isEmpty();
            }
        });
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    /** The columns are those of {@link #TOPICS}; r may read, w may write. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "jobs,      r, r, r, rw, rw, rw, -, -",
        "serving,   r, r, r, r,  r,  r,  r, rw",
        "monitor,   -, -, -, -,  r,  r,  r, -",
        "publisher, w, -, -, -,  -,  r,  -, -",
        "clinic-a,  -, w, -, -,  -,  -,  -, -",
        "clinic-b,  -, -, w, -,  -,  -,  -, -",
    })
    void readsAndWritesWhatItShouldAndNothingElse(
            String name, String t1, String t2, String t3, String t4, String t5, String t6, String t7, String t8)
            throws Exception {
        Connection connection = stack.as(Principal.named(name).orElseThrow());
        Map<String, String> found = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(connection, Map.of("fetch.max.wait.ms", 10));
                // an idempotent producer would end with the first refusal
                KafkaProducer<byte[], byte[]> producer = producer(connection, Map.of("enable.idempotence", false))) {
            for (String topic : TOPICS) {
                String rights = (reads(consumer, topic) ? "r" : "") + (writes(producer, topic) ? "w" : "");
                found.put(topic, rights.isEmpty() ? "-" : rights);
            }
        }
        Map<String, String> wanted = new HashMap<>();
        List<String> expected = List.of(t1, t2, t3, t4, t5, t6, t7, t8);
        for (int i = 0; i < TOPICS.size(); i++) {
            wanted.put(TOPICS.get(i), expected.get(i));
        }
        assertThat(found).isEqualTo(wanted);
    }

    @Test
    void aClinicSeesItsOwnTopicsOnly() {
        try (Broker broker = new Broker(stack.as(CLINIC_A))) {
            assertThat(broker.topics(name -> true))
                    .containsExactlyInAnyOrder("clinic.a.sessions", "clinic.a.reactions", "clinic.a.ratings");
        }
    }

    @Test
    void aClinicAdministersNothing() {
        ConfigResource own = new ConfigResource(ConfigResource.Type.TOPIC, "clinic.a.sessions");
        try (Admin admin = Admin.create(stack.as(CLINIC_A).with(Map.of()))) {
            assertRefused(
                    admin.createTopics(List.of(new NewTopic("clinic.a.more", 1, (short) 1)))
                            .all()
                            .toCompletionStage()
                            .toCompletableFuture(),
                    TopicAuthorizationException.class);
            assertRefused(
                    admin.deleteTopics(List.of("clinic.a.sessions"))
                            .all()
                            .toCompletionStage()
                            .toCompletableFuture(),
                    TopicAuthorizationException.class);
            assertRefused(
                    admin.deleteRecords(
                                    Map.of(new TopicPartition("clinic.a.sessions", 0), RecordsToDelete.beforeOffset(1)))
                            .all()
                            .toCompletionStage()
                            .toCompletableFuture(),
                    TopicAuthorizationException.class);
            assertRefused(
                    admin.incrementalAlterConfigs(Map.of(
                                    own,
                                    Set.of(new AlterConfigOp(
                                            new ConfigEntry("cleanup.policy", "delete"), AlterConfigOp.OpType.SET))))
                            .all()
                            .toCompletionStage()
                            .toCompletableFuture(),
                    TopicAuthorizationException.class);
            assertRefused(
                    admin.describeAcls(AclBindingFilter.ANY)
                            .values()
                            .toCompletionStage()
                            .toCompletableFuture(),
                    ClusterAuthorizationException.class);
            assertRefused(
                    admin.deleteAcls(List.of(AclBindingFilter.ANY))
                            .all()
                            .toCompletionStage()
                            .toCompletableFuture(),
                    ClusterAuthorizationException.class);
            assertRefused(
                    admin.alterUserScramCredentials(
                                    List.of(new UserScramCredentialDeletion("clinic-b", ScramMechanism.SCRAM_SHA_512)))
                            .all()
                            .toCompletionStage()
                            .toCompletableFuture(),
                    ClusterAuthorizationException.class);
        }
    }

    @Test
    void aClinicHasNoTransactionsAndNoGroups() {
        try (KafkaProducer<byte[], byte[]> producer =
                producer(stack.as(CLINIC_A), Map.of("transactional.id", "dermavigil-g1-outcomes-0"))) {
            assertThatThrownBy(producer::initTransactions).isInstanceOf(TransactionalIdAuthorizationException.class);
        }
        try (KafkaConsumer<byte[], byte[]> consumer =
                consumer(stack.as(CLINIC_A), Map.of("group.id", "dermavigil-outcomes"))) {
            consumer.subscribe(List.of("clinic.a.sessions"));
            assertThatThrownBy(() -> consumer.poll(Duration.ofSeconds(20)))
                    .isInstanceOf(GroupAuthorizationException.class);
        }
    }

    @Test
    void nobodyGetsInWithoutAPasswordOrWithAWrongOne() {
        Map<String, String> right = new HashMap<>(stack.as(CLINIC_A).client());
        right.computeIfPresent(
                "sasl.jaas.config", (name, jaas) -> jaas.replace("username=\"clinic-a\"", "username=\"clinic-b\""));
        assertNotLetIn(new Connection(stack.clientAddress(), right), SaslAuthenticationException.class);

        Map<String, String> certificate = new HashMap<>(stack.as(CLINIC_A).client());
        certificate.put("security.protocol", "SSL");
        assertNotLetIn(new Connection(stack.operatorAddress(), certificate), SslAuthenticationException.class);
    }

    @Test
    void aClinicOverItsQuotaIsSlowedDownAndLosesNothing() throws Exception {
        assertThat(stack.provision("--quota-bytes", "25000").code()).isZero();
        try (KafkaProducer<byte[], byte[]> producer = producer(stack.as(CLINIC_A), Map.of())) {
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                producer.send(new ProducerRecord<>("clinic.a.ratings", new byte[] {1}, new byte[100_000]))
                        .get();
                return throttleMillis(producer) > 0;
            });
            assertThat(producer.send(record("clinic.a.ratings")).get().hasOffset())
                    .isTrue();
        } finally {
            assertThat(stack.provision("--quota-bytes", "1048576").code()).isZero();
        }
    }

    @Test
    void aClinicPublishesToItsOwnTopics() throws Exception {
        CommandRun run = publish(CLINIC_A, session("a"), "--as-clinic", "a");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("published 1, rejected 0");
    }

    @Test
    void aClinicPublishesInConfluentFramingUnderTheSchemasOfTheSharedTopics() throws Exception {
        try (RegistryInMemory registry = new RegistryInMemory()) {
            CommandRun run = publish(
                    CLINIC_A, session("a"), "--as-clinic", "a", "--framing", "confluent", "--registry", registry.url());
            assertThat(run.code()).as(run.err()).isZero();

            RecordIntake intake =
                    new RecordIntake(SchemaLookup.unbounded(new SchemaRegistry(RegistryConfig.of(registry.url()))));
            assertThat(confluentRecords("clinic.a.sessions"))
                    .singleElement()
                    .satisfies(record -> assertThat(intake.take(record))
                            .isInstanceOfSatisfying(Intake.Accepted.class, accepted -> {
                                assertThat(accepted.ownTopic()).isTrue();
                                assertThat(accepted.header().clinicId()).isEqualTo("a");
                            }));
            assertThat(registry.held()).contains("clinic.sessions-value FULL_TRANSITIVE");
        }
    }

    @Test
    void rowsOfAnotherClinicAreRejectedBeforeTheyLeave() throws Exception {
        CommandRun run = publish(CLINIC_A, session("a") + session("b"), "--as-clinic", "a");
        assertThat(run.code()).isEqualTo(ExitCode.ROWS_REJECTED);
        assertThat(run.err()).contains("line 2").contains("clinicId: must be a, as which is published");
        assertThat(run.out()).contains("published 1, rejected 1");
    }

    @Test
    void publishingWithoutTheRightSaysWhoAndWhere() throws Exception {
        CommandRun foreign = publish(CLINIC_A, session("b"), "--as-clinic", "b");
        assertThat(foreign.code()).isEqualTo(ExitCode.FAILED);
        assertThat(foreign.err())
                .contains("does not allow the user clinic-a to use the topic clinic.b.sessions")
                .contains("dermavigil provision");
        CommandRun shared = publish(CLINIC_A, session("a"));
        assertThat(shared.code()).isEqualTo(ExitCode.FAILED);
        assertThat(shared.err()).contains("the user clinic-a to use the topic clinic.sessions");

        CommandRun monitor = publish(Principal.named("monitor").orElseThrow(), session("a"));
        assertThat(monitor.code()).isEqualTo(ExitCode.FAILED);
        assertThat(monitor.err())
                .contains("does not allow the user to write")
                .contains("1 rows were not acknowledged, lines 1")
                .contains("published as the user monitor");
    }

    private static List<RawRecord> confluentRecords(String topic) {
        List<RawRecord> found = new ArrayList<>();
        try (Broker broker = new Broker(stack.as(Principal.named("serving").orElseThrow()))) {
            new LogReader(broker, LogReader.PATIENCE).read(broker.ends(Set.of(topic)), record -> {
                if (record.value()[0] == 0) {
                    found.add(new RawRecord(
                            record.topic(),
                            record.partition(),
                            record.offset(),
                            record.timestamp(),
                            record.key(),
                            record.value()));
                }
            });
        }
        return found;
    }

    private static CommandRun publish(Principal principal, String rows, String... options) throws Exception {
        Path file = Files.writeString(Files.createTempFile(folder, "rows", ".ndjson"), rows);
        List<String> arguments = new ArrayList<>(List.of(
                "publish",
                "sessions",
                file.toString(),
                "--key",
                folder.resolve("pseudonym.key").toString(),
                "--bootstrap",
                stack.clientAddress(),
                "--client-config",
                stack.clientConfig(principal).toString()));
        arguments.addAll(List.of(options));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private static String session(String clinic) {
        return """
                {"clinicId":"%s","patientId":"p-1","sessionId":"s-1","treatedOn":"2024-03-01","condition":"ACNE_SCAR",\
                "skinType":"IV","skinTypeMethod":"CLINICIAN","setting":"CLINIC","bodySite":"FACE","topicalInChannel":"NONE"}
                """.formatted(clinic);
    }

    private static double throttleMillis(KafkaProducer<byte[], byte[]> producer) {
        return producer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("produce-throttle-time-max"))
                .mapToDouble(metric -> (double) metric.getValue().metricValue())
                .filter(millis -> !Double.isNaN(millis))
                .max()
                .orElse(0);
    }

    private static boolean writes(KafkaProducer<byte[], byte[]> producer, String topic) throws InterruptedException {
        try {
            producer.send(record(topic)).get();
            return true;
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(TopicAuthorizationException.class);
            return false;
        }
    }

    private static boolean reads(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        consumer.assign(List.of(partition));
        consumer.seek(partition, 0);
        try {
            assertThat(consumer.poll(Duration.ofSeconds(20)).isEmpty())
                    .as(topic)
                    .isFalse();
            return true;
        } catch (TopicAuthorizationException e) {
            return false;
        }
    }

    private static void assertRefused(Future<?> request, Class<? extends AuthorizationException> refusal) {
        assertThatThrownBy(request::get).hasCauseInstanceOf(refusal);
    }

    private static void assertNotLetIn(Connection connection, Class<? extends KafkaException> failure) {
        try (Admin admin = Admin.create(connection.with(Map.of()))) {
            assertThatThrownBy(() -> admin.listTopics().names().get()).hasCauseInstanceOf(failure);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(String topic) {
        return new ProducerRecord<>(topic, 0, new byte[] {1}, new byte[] {1});
    }

    private static KafkaProducer<byte[], byte[]> producer(Connection connection, Map<String, ?> settings) {
        return new KafkaProducer<>(connection.with(settings), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Connection connection, Map<String, ?> settings) {
        return new KafkaConsumer<>(connection.with(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
