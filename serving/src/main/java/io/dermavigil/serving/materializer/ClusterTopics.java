package io.dermavigil.serving.materializer;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the cluster about its topics. */
final class ClusterTopics implements AutoCloseable {

    private final Admin admin;

    ClusterTopics(Map<String, Object> kafka) {
        this.admin = Admin.create(kafka);
    }

    /** Names of all topics. */
    Set<String> names() {
        return await(admin.listTopics().names());
    }

    /** Topics as they are now; without those that are gone meanwhile. */
    Map<String, Source> describe(Collection<String> names) {
        Map<String, Source> sources = new TreeMap<>();
        admin.describeTopics(names).topicNameValues().forEach((name, answer) -> {
            try {
                var topic = await(answer);
                sources.put(
                        name,
                        new Source(
                                name, uuid(topic.topicId()), topic.partitions().size()));
            } catch (UnknownTopicOrPartitionException e) {
                // deleted since it was listed
            }
        });
        return sources;
    }

    private static UUID uuid(Uuid id) {
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    /** The ends of partitions with all records, those of transactions that are not committed included. */
    Map<TopicPartition, Long> uncommittedEnds(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream().collect(Collectors.toMap(partition -> partition, any -> OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        await(admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                        .all())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }

    @Override
    public void close() {
        admin.close(Clients.CLOSE_WITHIN);
    }
}
