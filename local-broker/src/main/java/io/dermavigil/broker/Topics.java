package io.dermavigil.broker;

import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.topics.TopicSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics of the catalogue and checks those that are there. */
public final class Topics {

    private static final Duration READY_WITHIN = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(20);

    private Topics() {}

    /**
     * Checks the topics that are there, creates those that are missing, and returns when every partition of them takes
     * records.
     *
     * @param admin client of the broker
     * @param specs topics
     * @param replication replicas of each partition of a new topic; at least 1
     * @throws TopicMismatchException when an existing topic has another partition count or configuration, or when the
     *     reject topic could not take the reject of the largest event
     * @throws KafkaException when the broker does not answer or refuses, or when a partition has no leader after 30 s
     */
    public static void create(Admin admin, Collection<TopicSpec> specs, short replication) {
        Map<String, KafkaFuture<Void>> answers = admin.createTopics(specs.stream()
                        .map(spec -> new NewTopic(spec.name(), spec.partitions(), replication).configs(spec.config()))
                        .toList())
                .values();
        Set<String> created = answers.entrySet().stream()
                .filter(answer -> isNew(answer.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        check(
                admin,
                specs.stream().filter(spec -> !created.contains(spec.name())).toList());
        awaitVisible(admin, created);
        PartitionLeaders.await(admin, specs.stream().map(TopicSpec::name).toList(), READY_WITHIN);
    }

    private static boolean isNew(KafkaFuture<Void> created) {
        try {
            await(created);
            return true;
        } catch (TopicExistsException e) {
            return false;
        }
    }

    /** The broker confirms a topic before all its parts know of it; who lists topics now might miss it. */
    private static void awaitVisible(Admin admin, Set<String> topics) {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!await(admin.listTopics().names()).containsAll(topics)) {
            if (System.nanoTime() > deadline) {
                throw new KafkaException("new topics are not visible after " + READY_WITHIN.toSeconds() + " s");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /**
     * Compares existing topics with what they must be.
     *
     * @throws TopicMismatchException when one differs
     * @throws KafkaException when one is missing, or the broker does not answer
     */
    public static void check(Admin admin, Collection<TopicSpec> specs) {
        Map<String, TopicSpec> byName = specs.stream().collect(Collectors.toMap(TopicSpec::name, Function.identity()));
        Map<String, TopicDescription> descriptions =
                await(admin.describeTopics(byName.keySet()).allTopicNames());
        Map<ConfigResource, Config> configs = await(admin.describeConfigs(
                        byName.keySet().stream().map(Topics::resource).toList())
                .all());
        List<String> differences = new ArrayList<>();
        byName.values().stream().sorted((a, b) -> a.name().compareTo(b.name())).forEach(spec -> {
            Config config = configs.get(resource(spec.name()));
            partitions(spec, descriptions.get(spec.name()).partitions().size(), differences);
            configuration(spec, config, differences);
            if (spec.name().equals(TopicCatalogue.REJECTS)) {
                rejectsFit(config, differences);
            }
        });
        if (!differences.isEmpty()) {
            throw new TopicMismatchException(differences);
        }
    }

    private static void partitions(TopicSpec spec, int actual, List<String> differences) {
        // More partitions of an input cost nothing; an account of ours must stay in its partition for ever.
        boolean mayGrow = spec.name().startsWith("clinic.");
        if (mayGrow ? actual < spec.partitions() : actual != spec.partitions()) {
            differences.add(spec.name() + " has " + actual + " partitions instead of " + spec.partitions());
        }
    }

    private static void configuration(TopicSpec spec, Config config, List<String> differences) {
        spec.config().forEach((key, wanted) -> {
            String actual = value(config, key);
            if (!key.equals(TopicConfig.MAX_MESSAGE_BYTES_CONFIG) && !wanted.equals(actual)) {
                differences.add(spec.name() + " has " + key + "=" + actual + " instead of " + wanted);
            }
        });
    }

    private static void rejectsFit(Config config, List<String> differences) {
        if ("delete".equals(value(config, TopicConfig.CLEANUP_POLICY_CONFIG))) {
            differences.add("an earlier version made " + TopicCatalogue.REJECTS + ", and compaction would merge its"
                    + " rejects: replay into the next generation, which has a reject topic of its own"
                    + " (docs/upgrades.md)");
        }
        int limit = Integer.parseInt(value(config, TopicConfig.MAX_MESSAGE_BYTES_CONFIG));
        if (limit < TopicCatalogue.REJECT_MAX_BYTES) {
            differences.add(TopicCatalogue.REJECTS + " takes records of " + limit
                    + " bytes only, so the reject of a large event would not fit; set max.message.bytes="
                    + TopicCatalogue.REJECT_MAX_BYTES);
        }
    }

    private static String value(Config config, String key) {
        return config.get(key).value();
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }
}
