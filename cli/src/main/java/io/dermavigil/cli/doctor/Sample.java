package io.dermavigil.cli.doctor;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.reading.Broker;
import io.dermavigil.cli.reading.CompactedTopicReader;
import io.dermavigil.cli.reading.LogReader;
import io.dermavigil.cli.reading.Progress;
import io.dermavigil.pipeline.RejectReason;
import io.dermavigil.schemas.topics.ClinicTopic;
import io.dermavigil.schemas.topics.Generation;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.wire.RecordDecoder;
import io.dermavigil.schemas.wire.SchemasById;
import io.dermavigil.schemas.wire.UndecodableException;
import io.dermavigil.summaries.ClinicStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the pipeline is at one time.
 *
 * @param askedAt this machine's time before the ends were asked for
 * @param answeredAt this machine's time after that
 * @param ends first offset not given out, by partition of the clinic topics
 * @param newestAppend newest append time of a clinic's record by the broker's clock, milliseconds since 1970; -1 for none
 * @param progress progress of the generation that readers use
 * @param newestProgress progress of the newest generation
 * @param rejected records rejected so far, by reason
 */
record Sample(
        Instant askedAt,
        Instant answeredAt,
        Map<TopicPartition, Long> ends,
        long newestAppend,
        Progress progress,
        Progress newestProgress,
        Map<RejectReason, Long> rejected) {

    /** A dead job's open transaction is not waited for longer than this. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    static Sample take(Broker broker, ClusterView cluster, SchemasById schemas, Generation active, Generation newest) {
        LogReader log = new LogReader(broker, PATIENCE);
        CompactedTopicReader reader = new CompactedTopicReader(broker, log, active);
        Progress progress = Progress.read(reader);
        Progress newestProgress =
                active.equals(newest) ? progress : Progress.read(new CompactedTopicReader(broker, log, newest));
        Instant asked = Instant.now();
        Map<TopicPartition, Long> ends =
                broker.ends(broker.topics(name -> ClinicTopic.parse(name).isPresent()));
        long newestAppend = cluster.newestAppend(ends.keySet());
        return new Sample(
                asked, Instant.now(), ends, newestAppend, progress, newestProgress, rejected(reader, schemas));
    }

    private static Map<RejectReason, Long> rejected(CompactedTopicReader reader, SchemasById schemas) {
        RecordDecoder<ClinicStatus> decoder = new RecordDecoder<>(ClinicStatus.getClassSchema(), schemas);
        Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
        for (byte[] row : reader.read(TopicCatalogue.CLINICS).values()) {
            try {
                decoder.decode(row, TopicCatalogue.CLINICS)
                        .getRejected()
                        .forEach((reason, records) -> rejected.merge(RejectReason.valueOf(reason), records, Long::sum));
            } catch (UndecodableException e) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        TopicCatalogue.CLINICS + " holds a row that cannot be read (" + e.getMessage()
                                + "): --registry is needed where summaries are in Confluent framing, or something else"
                                + " writes to this topic",
                        e);
            }
        }
        return rejected;
    }

    /** Records that the summaries that readers use do not contain yet. */
    long lag() {
        return behind(progress);
    }

    /** Records that the newest generation does not contain yet. */
    long newestLag() {
        return behind(newestProgress);
    }

    private long behind(Progress reached) {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - reached.offset(end.getKey())))
                .sum();
    }

    long rejectedRecords() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }
}
