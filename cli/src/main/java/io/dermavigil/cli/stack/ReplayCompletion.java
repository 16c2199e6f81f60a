package io.dermavigil.cli.stack;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.generations.GenerationSwitch;
import io.dermavigil.cli.progress.ProgressReader;
import io.dermavigil.cli.reading.ActiveGenerations;
import io.dermavigil.cli.reading.Broker;
import io.dermavigil.cli.reading.Connection;
import io.dermavigil.cli.reading.LogReader;
import io.dermavigil.jobs.outcomes.RulesVersion;
import io.dermavigil.schemas.topics.ClinicTopic;
import io.dermavigil.schemas.topics.Generation;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Puts the generation of a local stack's job in use once it contains what was published before it started. */
final class ReplayCompletion {

    /** Ten years of a chain, on a slow machine. */
    private static final Duration LONGEST = Duration.ofHours(12);

    private final Generation generation;
    private final Consumer<String> tell;

    ReplayCompletion(Generation generation, Consumer<String> tell) {
        this.generation = generation;
        this.tell = tell;
    }

    /**
     * Waits and switches; does nothing when the generation is in use already.
     *
     * @throws CommandFailure when the job does not catch up
     */
    void await(Connection connection) {
        try (Broker broker = new Broker(connection)) {
            if (ActiveGenerations.read(broker, new LogReader(broker, LogReader.PATIENCE))
                    .equals(generation)) {
                return;
            }
            tell.accept("replaying into generation " + generation.number() + "; the one before stays in use meanwhile");
            awaitCovered(connection, lastOffsets(broker));
        }
        GenerationSwitch.to(generation, RulesVersion.CURRENT, connection);
        tell.accept("generation " + generation.number() + " has caught up and is in use");
    }

    private static Map<TopicPartition, Long> lastOffsets(Broker broker) {
        Set<String> topics = broker.topics(name -> ClinicTopic.parse(name).isPresent());
        Map<TopicPartition, Long> last = new HashMap<>();
        broker.committedEnds(topics).forEach((partition, end) -> {
            if (end > 0) {
                last.put(partition, end - 1);
            }
        });
        return last;
    }

    private void awaitCovered(Connection connection, Map<TopicPartition, Long> last) {
        try (ProgressReader progress = ProgressReader.of(connection, generation)) {
            if (!progress.awaitCovered(last, LONGEST).isEmpty()) {
                throw new CommandFailure(ExitCode.FAILED, "it did not catch up within " + LONGEST.toHours() + " hours");
            }
        }
    }
}
