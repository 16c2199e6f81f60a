package io.dermavigil.cli.stack;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.progress.ProgressReader;
import io.dermavigil.cli.reading.Connection;
import io.dermavigil.pipeline.PipelineProgress;
import io.dermavigil.schemas.topics.ClinicTopic;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the summaries are in a topic of clinic events.
 *
 * @param end offsets given out so far, over all partitions
 * @param contained how many of them the summaries contain: counted, held or rejected
 */
record SourceProgress(long end, long contained) {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    /** How many the summaries do not contain yet. */
    long behind() {
        return end - contained;
    }

    /**
     * Reads the progress in all topics of clinic events.
     *
     * @return by topic
     * @throws CommandFailure with {@link ExitCode#STACK_UNREACHABLE} when the broker does not answer
     */
    static SortedMap<String, SourceProgress> read(String bootstrap) {
        Map<String, Object> client = Map.of(
                "bootstrap.servers",
                bootstrap,
                "request.timeout.ms",
                (int) ANSWER_WITHIN.toMillis(),
                "default.api.timeout.ms",
                (int) ANSWER_WITHIN.toMillis());
        try (Admin admin = Admin.create(client);
                ProgressReader progress = ProgressReader.ofOutcomes(Connection.plain(bootstrap))) {
            return byTopic(ends(admin), progress.read(ANSWER_WITHIN));
        } catch (KafkaException | ExecutionException e) {
            throw new CommandFailure(
                    ExitCode.STACK_UNREACHABLE,
                    "the broker " + bootstrap + " does not answer: " + StackFailures.rootReason(e),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "interrupted", e);
        }
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> ends(Admin admin)
            throws ExecutionException, InterruptedException {
        var topics = admin.listTopics().names().get().stream()
                .filter(name -> ClinicTopic.parse(name).isPresent())
                .toList();
        var partitions = admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        return admin.listOffsets(partitions).all().get();
    }

    private static SortedMap<String, SourceProgress> byTopic(
            Map<TopicPartition, ListOffsetsResultInfo> ends, Map<TopicPartition, PipelineProgress> reached) {
        SortedMap<String, SourceProgress> topics = new TreeMap<>();
        ends.forEach((partition, end) -> {
            PipelineProgress row = reached.get(partition);
            topics.merge(
                    partition.topic(),
                    new SourceProgress(end.offset(), row == null ? 0 : row.getOffset()),
                    SourceProgress::plus);
        });
        return topics;
    }

    private SourceProgress plus(SourceProgress other) {
        return new SourceProgress(end + other.end, contained + other.contained);
    }
}
