package io.dermavigil.cli.doctor;

import io.dermavigil.cli.reading.BrokerFailures;
import io.dermavigil.cli.reading.Connection;
import io.dermavigil.schemas.topics.ClinicTopic;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.topics.TopicSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;

/** What the cluster says of itself: brokers, topics, settings. */
final class ClusterView implements AutoCloseable {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
    private static final String TRANSACTION_LIMIT = "transaction.max.timeout.ms";

    private final Connection connection;
    private final Admin admin;

    ClusterView(Connection connection) {
        this.connection = connection;
        this.admin = Admin.create(connection.with(
                Map.of("request.timeout.ms", (int) ANSWER_WITHIN.toMillis() / 2, "default.api.timeout.ms", (int)
                        ANSWER_WITHIN.toMillis())));
    }

    Collection<Node> brokers() {
        return answer(admin.describeCluster().nodes());
    }

    /** All topics of ours, by name. */
    Map<String, TopicDescription> topics() {
        Set<String> catalogue =
                TopicCatalogue.outcomes().stream().map(TopicSpec::name).collect(Collectors.toSet());
        List<String> ours = answer(admin.listTopics().names()).stream()
                .filter(name ->
                        ClinicTopic.parse(name).isPresent() || catalogue.contains(name.replaceFirst("\\.g[0-9]+$", "")))
                .toList();
        return answer(admin.describeTopics(ours).allTopicNames());
    }

    /** Settings of topics by topic and name; empty when this user may not see them. */
    Map<String, Map<String, String>> settings(Collection<String> topics) {
        List<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        Map<String, Map<String, String>> settings = new TreeMap<>();
        describe(resources).forEach((resource, config) -> settings.put(resource.name(), values(config)));
        return settings;
    }

    /** How long a transaction may stay open at most; empty when this user may not see it. */
    Optional<Duration> transactionLimit() {
        List<ConfigResource> resources = brokers().stream()
                .map(broker -> new ConfigResource(ConfigResource.Type.BROKER, broker.idString()))
                .toList();
        return describe(resources).values().stream()
                .map(config -> config.get(TRANSACTION_LIMIT))
                .filter(entry -> entry != null && entry.value() != null)
                .map(entry -> Duration.ofMillis(Long.parseLong(entry.value())))
                .min(Duration::compareTo);
    }

    private Map<ConfigResource, Config> describe(List<ConfigResource> resources) {
        try {
            return admin.describeConfigs(resources).all().get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return Map.of();
            }
            throw BrokerFailures.of(connection, e.getCause());
        } catch (TimeoutException | InterruptedException e) {
            throw failed(e);
        }
    }

    private static Map<String, String> values(Config config) {
        Map<String, String> values = new HashMap<>();
        for (ConfigEntry entry : config.entries()) {
            if (entry.value() != null) {
                values.put(entry.name(), entry.value());
            }
        }
        return values;
    }

    /** The newest append time of any record in some partitions, milliseconds since 1970; -1 when there is none. */
    long newestAppend(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> newest =
                partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.maxTimestamp()));
        List<Long> times = new ArrayList<>();
        for (ListOffsetsResultInfo found :
                answer(admin.listOffsets(newest).all()).values()) {
            times.add(found.timestamp());
        }
        return times.stream().max(Long::compareTo).orElse(-1L);
    }

    private <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw BrokerFailures.of(connection, e.getCause());
        } catch (TimeoutException | InterruptedException e) {
            throw failed(e);
        }
    }

    private RuntimeException failed(Exception e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return BrokerFailures.of(connection, e);
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
