package io.dermavigil.cli.reconcile;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.reading.Broker;
import io.dermavigil.cli.reading.CompactedTopicReader;
import io.dermavigil.cli.reading.LogReader;
import io.dermavigil.cli.reading.Progress;
import io.dermavigil.cli.summaries.SummaryKey;
import io.dermavigil.schemas.intake.RawRecord;
import io.dermavigil.schemas.topics.ClinicTopic;
import io.dermavigil.schemas.topics.Generation;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.wire.SchemasById;
import io.dermavigil.summaries.ClinicStatus;
import io.dermavigil.summaries.SatisfactionSummary;
import io.dermavigil.summaries.SideEffectSummary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Recomputes the summaries from the event topics and compares them with what the job wrote. */
final class Reconciliation {

    private static final Set<String> NOT_COUNTED = Set.of("updatedAt");
    private static final Set<String> NOT_COUNTED_OF_CLINICS = Set.of("updatedAt", "lastSeenAt", "rejected");

    private final Broker broker;
    private final LogReader log;
    private final Path scratch;
    private final SchemasById schemas;

    /**
     * A reconciliation.
     *
     * @param broker broker of the stack
     * @param log how to read from it
     * @param scratch existing folder for the scratch database
     * @param schemas where the schemas of records in Confluent framing are found
     */
    Reconciliation(Broker broker, LogReader log, Path scratch, SchemasById schemas) {
        this.broker = broker;
        this.log = log;
        this.scratch = scratch;
        this.schemas = schemas;
    }

    /**
     * Compares.
     *
     * @param generation generation of summaries to compare
     * @param limit how many differences to keep; all are counted
     * @param patience how long to wait for a moment in which the summaries do not change
     */
    ReconciliationReport run(Generation generation, int limit, Duration patience) {
        SummarySnapshot snapshot = SummarySnapshot.take(new CompactedTopicReader(broker, log, generation), patience);
        Map<TopicPartition, Long> ends = ends(snapshot.progress());
        ReconciliationReport report = new ReconciliationReport(limit);
        try (Recomputation recomputation = new Recomputation(scratch, schemas)) {
            log.read(ends, record -> {
                report.countRecord();
                recomputation.add(raw(record));
            });
            recomputation.compute();
            compare(recomputation, snapshot, report);
        }
        return report;
    }

    private void compare(Recomputation recomputation, SummarySnapshot snapshot, ReconciliationReport report) {
        var sideEffects = new SummaryComparison<SideEffectSummary>(
                TopicCatalogue.SIDE_EFFECTS,
                snapshot.sideEffects(),
                SideEffectSummary.getClassSchema(),
                schemas,
                NOT_COUNTED,
                report::add);
        recomputation.sideEffects(summary -> {
            report.countAccount();
            sideEffects.expect(SummaryKey.of(summary).text(), summary);
        });
        sideEffects.finish();
        var satisfaction = new SummaryComparison<SatisfactionSummary>(
                TopicCatalogue.SATISFACTION,
                snapshot.satisfaction(),
                SatisfactionSummary.getClassSchema(),
                schemas,
                NOT_COUNTED,
                report::add);
        recomputation.satisfaction(
                summary -> satisfaction.expect(SummaryKey.of(summary).text(), summary));
        satisfaction.finish();
        var clinics = new SummaryComparison<ClinicStatus>(
                TopicCatalogue.CLINICS,
                snapshot.clinics(),
                ClinicStatus.getClassSchema(),
                schemas,
                NOT_COUNTED_OF_CLINICS,
                report::add);
        recomputation.clinics(status -> clinics.expect(status.getClinicId(), status));
        clinics.finish();
    }

    /** The offsets that the summaries contain, of every partition of every event topic. */
    private Map<TopicPartition, Long> ends(Progress progress) {
        Set<String> topics = broker.topics(name -> ClinicTopic.parse(name).isPresent());
        Map<TopicPartition, Long> written = topics.isEmpty() ? Map.of() : broker.ends(topics);
        Map<TopicPartition, Long> ends = new HashMap<>();
        progress.offsets().forEach((partition, offset) -> {
            if (offset > written.getOrDefault(partition, 0L)) {
                throw new CommandFailure(
                        ExitCode.CHECK_FAILED,
                        "the summaries contain " + partition + " up to offset " + offset + ", but its log ends at "
                                + written.getOrDefault(partition, 0L)
                                + ": the topic has lost records or was recreated");
            }
            if (offset > 0) {
                ends.put(partition, offset);
            }
        });
        return ends;
    }

    private static RawRecord raw(ConsumerRecord<byte[], byte[]> record) {
        return new RawRecord(
                record.topic(), record.partition(), record.offset(), record.timestamp(), record.key(), record.value());
    }
}
