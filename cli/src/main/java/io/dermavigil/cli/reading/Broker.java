package io.dermavigil.cli.reading;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The broker that a command reads from. Whatever keeps it from answering is a {@link CommandFailure} with
 * {@link ExitCode#STACK_UNREACHABLE}.
 */
public final class Broker implements AutoCloseable {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private final Connection connection;
    private final Admin admin;

    /**
     * Does not connect yet.
     *
     * @param connection where it is and how it lets us in
     * @throws CommandFailure when the address or a property of the client makes no sense
     */
    public Broker(Connection connection) {
        this.connection = connection;
        try {
            this.admin = Admin.create(connection.with(Map.of(
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    (int) ANSWER_WITHIN.toMillis(),
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    (int) ANSWER_WITHIN.toMillis())));
        } catch (KafkaException e) {
            throw BrokerFailures.unusable(connection, e);
        }
    }

    /** Where it is, and how it lets us in. */
    public Connection connection() {
        return connection;
    }

    /** Id of the cluster, which it keeps for ever. */
    public String clusterId() {
        return answer(admin.describeCluster().clusterId(), "cluster");
    }

    /** Names of the existing topics that satisfy a condition. */
    public Set<String> topics(Predicate<String> condition) {
        return answer(admin.listTopics().names(), "topics").stream()
                .filter(condition)
                .collect(Collectors.toSet());
    }

    /**
     * Where the logs of some topics end, records of open transactions included: whatever anyone has written so far lies
     * before.
     *
     * @param topics names of topics that must exist
     */
    public Map<TopicPartition, Long> ends(Collection<String> topics) {
        return ends(topics, IsolationLevel.READ_UNCOMMITTED);
    }

    /** Where the committed part of the logs of some topics ends. */
    public Map<TopicPartition, Long> committedEnds(Collection<String> topics) {
        return ends(topics, IsolationLevel.READ_COMMITTED);
    }

    private Map<TopicPartition, Long> ends(Collection<String> topics, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (TopicDescription topic : describe(topics).values()) {
            topic.partitions()
                    .forEach(p -> latest.put(new TopicPartition(topic.name(), p.partition()), OffsetSpec.latest()));
        }
        Map<TopicPartition, ListOffsetsResultInfo> found = answer(
                admin.listOffsets(latest, new ListOffsetsOptions(isolation)).all(), "offsets");
        Map<TopicPartition, Long> ends = new HashMap<>();
        found.forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private Map<String, TopicDescription> describe(Collection<String> topics) {
        Map<String, TopicDescription> found = new TreeMap<>();
        admin.describeTopics(topics).topicNameValues().forEach((name, topic) -> found.put(name, answer(topic, name)));
        return found;
    }

    private <T> T answer(KafkaFuture<T> future, String subject) {
        try {
            return future.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "interrupted while asking " + connection, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new CommandFailure(
                        ExitCode.STACK_UNREACHABLE,
                        "the broker " + connection + " has no topic " + subject + ": no Dermavigil stack writes to it",
                        e);
            }
            if (e.getCause() instanceof TopicAuthorizationException) {
                throw BrokerFailures.hidden(connection, subject, e);
            }
            throw BrokerFailures.of(connection, e.getCause());
        } catch (TimeoutException e) {
            throw BrokerFailures.of(connection, e);
        }
    }

    /** A consumer of committed records, with keys and values as bytes; the caller closes it. */
    public KafkaConsumer<byte[], byte[]> consumer() {
        return consumer(IsolationLevel.READ_COMMITTED);
    }

    /** A consumer with keys and values as bytes; the caller closes it. */
    KafkaConsumer<byte[], byte[]> consumer(IsolationLevel isolation) {
        return new KafkaConsumer<>(
                connection.with(Map.of(
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        isolation.toString().toLowerCase(Locale.ROOT),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5000,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        (int) ANSWER_WITHIN.toMillis())),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Partitions as a list, for messages and loops that need an order. */
    static List<TopicPartition> sorted(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .sorted((a, b) -> a.topic().equals(b.topic())
                        ? Integer.compare(a.partition(), b.partition())
                        : a.topic().compareTo(b.topic()))
                .toList();
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
