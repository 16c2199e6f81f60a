package io.dermavigil.broker;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Waits until partitions are led.
 *
 * <p>A broker answers "I lead it" from its metadata before it has opened the partition's log, and refuses records until
 * then. Records sent in between are not only late: before Kafka 4.5 (KAFKA-15591), when the first batch of a producer is
 * refused and its second one, already on the way, is taken, the first one is out of order for ever and expires. So a
 * leader's name is not enough; each leader must have answered for its partition.
 */
final class PartitionLeaders {

    private static final Duration POLL = Duration.ofMillis(20);

    private PartitionLeaders() {}

    /**
     * Returns when the leader of every partition answered for it.
     *
     * @param topics topics; they may be too new to be known everywhere
     * @param within longest wait
     * @throws KafkaException when a partition has no leader in time (the message names it), or the broker refuses
     */
    static void await(Admin admin, Collection<String> topics, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        awaitAnswers(admin, partitions(admin, topics, deadline), Duration.ofNanos(deadline - System.nanoTime()));
    }

    private static Set<TopicPartition> partitions(Admin admin, Collection<String> topics, long deadline) {
        while (true) {
            try {
                return Topics.await(admin.describeTopics(topics).allTopicNames()).values().stream()
                        .flatMap(topic -> topic.partitions().stream()
                                .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                        .collect(Collectors.toSet());
            } catch (UnknownTopicOrPartitionException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
    }

    /** The client itself asks again until a leader answers or its time is over. */
    static void awaitAnswers(Admin admin, Set<TopicPartition> partitions, Duration within) {
        int millis = Math.toIntExact(Math.max(1, within.toMillis()));
        ListOffsetsResult answers = admin.listOffsets(
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest())),
                new ListOffsetsOptions().timeoutMs(millis));
        List<String> leaderless = partitions.stream()
                .filter(partition -> !answered(answers.partitionResult(partition)))
                .map(TopicPartition::toString)
                .sorted()
                .toList();
        if (!leaderless.isEmpty()) {
            throw new KafkaException("no leader answered within " + millis + " ms for " + String.join(", ", leaderless)
                    + "; are all brokers up?");
        }
    }

    private static boolean answered(KafkaFuture<?> answer) {
        try {
            Topics.await(answer);
            return true;
        } catch (RetriableException e) {
            return false;
        }
    }
}
