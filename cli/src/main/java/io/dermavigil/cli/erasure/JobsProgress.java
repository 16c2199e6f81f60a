package io.dermavigil.cli.erasure;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.progress.ProgressReader;
import io.dermavigil.cli.reading.Broker;
import io.dermavigil.cli.reading.CompactedTopicReader;
import io.dermavigil.cli.reading.LogReader;
import io.dermavigil.pipeline.PipelineProgress;
import io.dermavigil.schemas.topics.ClinicTopic;
import io.dermavigil.schemas.topics.Generation;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.wire.SingleObjectDecoder;
import io.dermavigil.schemas.wire.UndecodableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** How far all jobs have come that keep state of patients: one that has not passed a tombstone must still find it. */
final class JobsProgress implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    private final Broker broker;
    private final LogReader log;
    private final Set<String> ended;
    private final Map<String, ProgressReader> readers = new HashMap<>();

    /**
     * The jobs of a stack.
     *
     * @param ended jobs that will never run again
     */
    JobsProgress(Broker broker, Set<String> ended) {
        this.broker = broker;
        this.log = new LogReader(broker, LogReader.PATIENCE);
        this.ended = ended;
    }

    /** Every job that has a generation of topics or has told its progress, without those that ended. */
    SortedSet<String> jobs() {
        SortedSet<String> jobs = new TreeSet<>();
        Generation.among(broker.topics(topic -> topic.startsWith(TopicCatalogue.SIDE_EFFECTS)))
                .forEach(generation -> jobs.add(generation.jobId()));
        SingleObjectDecoder<PipelineProgress> decoder = new SingleObjectDecoder<>(PipelineProgress.getClassSchema());
        new CompactedTopicReader(broker, log, Generation.FIRST)
                .read(TopicCatalogue.PROGRESS)
                .values()
                .forEach(row -> jobs.add(job(decoder, row)));
        jobs.removeAll(ended);
        return jobs;
    }

    private static String job(SingleObjectDecoder<PipelineProgress> decoder, byte[] row) {
        try {
            return decoder.decode(row).getJob();
        } catch (UndecodableException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    TopicCatalogue.PROGRESS + " holds a row that cannot be read: " + e.getMessage(),
                    e);
        }
    }

    /**
     * Waits until all jobs have passed some offsets of clinic topics with a completed checkpoint.
     *
     * @param jobs from {@link #jobs}
     * @param offsets those of other topics are passed over
     * @return the first job that has not in time; empty when all have
     */
    Optional<String> awaitPassed(Set<String> jobs, Map<TopicPartition, NavigableSet<Long>> offsets, Duration within) {
        Deadline deadline = Deadline.in(within);
        Map<TopicPartition, Long> highest = highest(offsets);
        for (String job : jobs) {
            try {
                if (!reader(job).awaitCovered(highest, timeFor(deadline)).isEmpty()) {
                    return Optional.of(job);
                }
            } catch (KafkaException e) {
                throw new CommandFailure(
                        ExitCode.FAILED, "the progress of the job " + job + " cannot be read: " + e.getMessage(), e);
            }
        }
        return Optional.empty();
    }

    private ProgressReader reader(String job) {
        return readers.computeIfAbsent(job, any -> new ProgressReader(broker.connection(), job));
    }

    /** The last offset of each partition of clinic topics. */
    static Map<TopicPartition, Long> highest(Map<TopicPartition, NavigableSet<Long>> offsets) {
        Map<TopicPartition, Long> highest = new HashMap<>();
        offsets.forEach((partition, written) -> {
            if (ClinicTopic.parse(partition.topic()).isPresent()) {
                highest.put(partition, written.last());
            }
        });
        return highest;
    }

    /** Even at the end of the time the broker gets some to answer. */
    private static Duration timeFor(Deadline deadline) {
        return deadline.left().compareTo(ANSWER_WITHIN) > 0 ? deadline.left() : ANSWER_WITHIN;
    }

    /**
     * Waits until what the jobs have written so far is committed.
     *
     * @throws CommandFailure with {@link ExitCode#CHECK_FAILED} when it is not in time
     */
    void awaitCommitted(Deadline deadline) {
        Set<String> topics =
                broker.topics(topic -> topic.startsWith("summary.") || topic.startsWith(TopicCatalogue.REJECTS));
        Map<TopicPartition, Long> written = broker.ends(topics);
        while (!covers(broker.committedEnds(topics), written)) {
            if (deadline.isPassed()) {
                throw new CommandFailure(
                        ExitCode.CHECK_FAILED,
                        "the tombstones are written, but a transaction of a job stays open: run the erasure again when"
                                + " the job has been started again");
            }
            deadline.pause(LOOK);
        }
    }

    private static boolean covers(Map<TopicPartition, Long> committed, Map<TopicPartition, Long> written) {
        return written.entrySet().stream().allMatch(end -> committed.get(end.getKey()) >= end.getValue());
    }

    @Override
    public void close() {
        readers.values().forEach(ProgressReader::close);
    }
}
