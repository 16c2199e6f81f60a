package io.dermavigil.cli.erasure;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.reading.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Topic settings under which the broker compacts soon and keeps tombstones for a short time, and the way back. What a topic
 * had before is noted first, so that an erasure that died can be undone by the next.
 */
final class CompactionSettings implements AutoCloseable {

    /** How long a segment is written to before the next record begins another. */
    static final Duration SEGMENT = Duration.ofSeconds(1);

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(50);

    private static final Map<String, String> SHORT = Map.of(
            TopicConfig.SEGMENT_MS_CONFIG, Long.toString(SEGMENT.toMillis()),
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.0",
            TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, "0",
            TopicConfig.FILE_DELETE_DELAY_MS_CONFIG, "0");

    private static final Set<String> CHANGED = changed();

    private final Admin admin;
    private final UnfinishedErasure unfinished;
    private boolean ended;

    /**
     * Settings of a stack's topics.
     *
     * @param unfinished where it is noted what topics had before
     */
    CompactionSettings(Connection connection, UnfinishedErasure unfinished) {
        this.admin = Admin.create(connection.with(Map.of()));
        this.unfinished = unfinished;
    }

    /**
     * Notes what the topics have now, and then makes the broker compact them soon.
     *
     * @param grace how long tombstones are kept meanwhile, those of others too: longer than a job needs to pass them
     */
    synchronized void shorten(Collection<String> topics, Duration grace) {
        if (ended) {
            throw new CommandFailure(ExitCode.FAILED, "the erasure was ended; run it again");
        }
        Map<String, Map<String, String>> before = unfinished.settings();
        overrides(topics).forEach(before::putIfAbsent);
        unfinished.note(before);
        Map<String, String> wanted = new TreeMap<>(SHORT);
        wanted.put(TopicConfig.DELETE_RETENTION_MS_CONFIG, Long.toString(grace.toMillis()));
        alter(topics, topic -> wanted);
    }

    /** Gives every topic back what it had, as often as it is called. */
    synchronized void restore() {
        Map<String, Map<String, String>> before = unfinished.settings();
        if (!before.isEmpty()) {
            alter(before.keySet(), before::get);
            unfinished.note(Map.of());
        }
    }

    /** Gives every topic back what it had, and changes none after that: the process ends. */
    synchronized void end() {
        ended = true;
        restore();
    }

    /**
     * Topics that an erasure left as it needed them, of which nothing is noted here; they get the broker's defaults back.
     *
     * @param topics topics to look at
     */
    List<String> restoreForgotten(Collection<String> topics) {
        List<String> left = overrides(topics).entrySet().stream()
                .filter(topic -> topic.getValue().entrySet().containsAll(SHORT.entrySet()))
                .map(Map.Entry::getKey)
                .toList();
        alter(left, topic -> Map.of());
        return left;
    }

    private static Set<String> changed() {
        Set<String> names = new TreeSet<>(SHORT.keySet());
        names.add(TopicConfig.DELETE_RETENTION_MS_CONFIG);
        return names;
    }

    /** What the topics themselves say of the settings that matter here; what they leave to the broker is missing. */
    private Map<String, Map<String, String>> overrides(Collection<String> topics) {
        Map<ConfigResource, Config> configs = await(admin.describeConfigs(
                        topics.stream().map(CompactionSettings::resource).toList())
                .all());
        Map<String, Map<String, String>> overrides = new TreeMap<>();
        configs.forEach((topic, config) -> {
            Map<String, String> own = new TreeMap<>();
            CHANGED.forEach(name -> own(config, name).ifPresent(value -> own.put(name, value)));
            overrides.put(topic.name(), own);
        });
        return overrides;
    }

    private static Optional<String> own(Config config, String name) {
        return Optional.ofNullable(config.get(name))
                .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                .map(ConfigEntry::value);
    }

    private void alter(Collection<String> topics, Function<String, Map<String, String>> wanted) {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (String topic : topics) {
            List<AlterConfigOp> ops = new ArrayList<>();
            Map<String, String> values = wanted.apply(topic);
            CHANGED.forEach(name -> ops.add(new AlterConfigOp(
                    new ConfigEntry(name, values.get(name)),
                    values.containsKey(name) ? AlterConfigOp.OpType.SET : AlterConfigOp.OpType.DELETE)));
            changes.put(resource(topic), ops);
        }
        if (!changes.isEmpty()) {
            await(admin.incrementalAlterConfigs(changes).all());
            awaitVisible(topics, wanted);
        }
    }

    /** A broker answers from what it knows, which may be older than the change; taken for new, it would be noted as before. */
    private void awaitVisible(Collection<String> topics, Function<String, Map<String, String>> wanted) {
        Deadline deadline = Deadline.in(ANSWER_WITHIN);
        while (!overrides(topics).entrySet().stream()
                .allMatch(topic -> topic.getValue().equals(wanted.apply(topic.getKey())))) {
            if (deadline.isPassed()) {
                throw failed(new TimeoutException("the change does not become visible"));
            }
            deadline.pause(LOOK);
        }
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        } catch (TimeoutException e) {
            throw failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(e);
        }
    }

    private static CommandFailure failed(Throwable cause) {
        return new CommandFailure(
                ExitCode.FAILED,
                "the settings of the topics cannot be read or changed (" + cause.getMessage()
                        + "). Run the erasure again, with the same --receipt: it gives the topics back what they had.",
                cause);
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
