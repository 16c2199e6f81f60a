package io.dermavigil.cli.publish;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.progress.ProgressReader;
import io.dermavigil.cli.reading.Connection;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until the summaries contain what was published.
 *
 * @param broker where the broker is
 * @param err where people are told
 */
record SummariesWait(Connection broker, PrintWriter err) {

    /**
     * Waits.
     *
     * @param highest highest acknowledged offset of each partition written
     * @throws CommandFailure with {@link ExitCode#FAILED} when the time is up, or the progress cannot be read
     */
    void untilCovered(Map<TopicPartition, Long> highest, Duration timeout) {
        long start = System.nanoTime();
        try (ProgressReader progress = ProgressReader.ofOutcomes(broker)) {
            Map<TopicPartition, Long> behind = progress.awaitCovered(highest, timeout);
            if (!behind.isEmpty()) {
                throw new CommandFailure(ExitCode.FAILED, message(highest, behind, timeout));
            }
        } catch (KafkaException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "everything is published, but whether the summaries contain it cannot be told: " + e.getMessage(),
                    e);
        }
        err.println("the summaries contain everything after %.1f s".formatted((System.nanoTime() - start) / 1e9));
    }

    private static String message(
            Map<TopicPartition, Long> highest, Map<TopicPartition, Long> behind, Duration timeout) {
        return "everything is published, but after " + timeout.toSeconds()
                + " s the summaries do not contain it yet (is the job running? see dermavigil status): "
                + behind.entrySet().stream()
                        .map(reached -> reached.getKey() + " at " + reached.getValue() + " of "
                                + (highest.get(reached.getKey()) + 1))
                        .sorted()
                        .collect(Collectors.joining(", "));
    }
}
