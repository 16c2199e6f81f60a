package io.dermavigil.cli.erasure;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.reading.Broker;
import io.dermavigil.cli.reading.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * One erasure, from the first look to the last. Every step may be done again, so an erasure that died is finished by
 * another: it finds what is left.
 */
final class PatientErasure {

    /** How long compaction is kept going for replicas, beyond the time that the leaders took. */
    private static final Duration FOR_REPLICAS = Duration.ofSeconds(60);

    private static final int TOLD = 10;

    private final ErasureRequest request;
    private final Connection connection;
    private final Broker broker;
    private final PatientLog log;
    private final JobsProgress progress;
    private final Consumer<String> tell;
    private final Instant startedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final Deadline deadline;

    PatientErasure(ErasureRequest request, Broker broker, Consumer<String> tell) {
        this.request = request;
        this.broker = broker;
        this.connection = broker.connection();
        this.log = new PatientLog(broker, request.search());
        this.progress = new JobsProgress(broker, request.endedJobs());
        this.tell = tell;
        this.deadline = Deadline.in(request.timeout());
    }

    /** What would be erased: records by topic. */
    Map<String, Long> look() {
        Map<String, Long> found = facts(log.clinicTopics().traces());
        found.putAll(facts(log.rejects().traces()));
        return found;
    }

    /**
     * Erases.
     *
     * @throws CommandFailure with {@link ExitCode#CHECK_FAILED} when something remains
     */
    Receipt run() {
        try (CompactionSettings settings = new CompactionSettings(connection, request.unfinished());
                RestoreAtExit restore = new RestoreAtExit(settings)) {
            undoWhatDied(settings);
            SortedSet<String> jobs = progress.jobs();
            List<Trace> found = log.clinicTopics().traces();
            try (Tombstones tombstones = new Tombstones(connection);
                    RecordProbe probe = new RecordProbe(connection)) {
                List<Trace> all = tellJobs(found, jobs, tombstones);
                compact(all, settings, tombstones, probe);
                restore.now();
                return verify(facts(all), jobs, all, probe);
            }
        }
    }

    private void undoWhatDied(CompactionSettings settings) {
        if (!request.unfinished().settings().isEmpty()) {
            tell.accept("an erasure that died is gone on with; the topics get their settings back first");
            settings.restore();
        }
        List<String> forgotten = settings.restoreForgotten(log.topics());
        if (!forgotten.isEmpty()) {
            tell.accept("an erasure that died left " + forgotten + " with its settings, and what they had before is not"
                    + " noted in " + request.unfinished().path() + ": they take the broker's defaults");
        }
    }

    /** After this no job knows the patients, and what of theirs the jobs reject lies in the reject topics. */
    private List<Trace> tellJobs(List<Trace> found, SortedSet<String> jobs, Tombstones tombstones) {
        List<Trace> all = new ArrayList<>(found);
        if (!found.isEmpty()) {
            tell.accept(found.size() + " records of clinic topics are to be erased; waiting for " + jobs
                    + " to pass their tombstones");
            Map<TopicPartition, NavigableSet<Long>> written = tombstones.write(found);
            progress.awaitPassed(jobs, highest(written), deadline);
            // the tombstones themselves name the patient, in their keys
            all.addAll(named(written));
        }
        all.addAll(log.rejects().traces());
        return all;
    }

    /**
     * The tombstones are written once more: the first may have been compacted under the old settings and would then stay as
     * long as those say.
     */
    private void compact(List<Trace> all, CompactionSettings settings, Tombstones tombstones, RecordProbe probe) {
        Map<TopicPartition, NavigableSet<Long>> offsets = new HashMap<>();
        all.stream()
                .filter(trace -> trace.erasure() == Trace.Erasure.BY_TOMBSTONE)
                .forEach(trace -> offsets.computeIfAbsent(trace.partition(), partition -> new TreeSet<>())
                        .add(trace.offset()));
        if (offsets.isEmpty()) {
            return;
        }
        settings.shorten(offsets.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet()));
        tombstones
                .write(all)
                .forEach((partition, written) -> offsets.get(partition).addAll(written));
        tell.accept("waiting for the compaction of " + offsets.size() + " partitions");
        Compaction compaction = new Compaction(tombstones, probe);
        long began = System.nanoTime();
        Map<TopicPartition, NavigableSet<Long>> left = compaction.untilGone(offsets, deadline);
        if (left.isEmpty() && isReplicated(offsets.keySet(), probe)) {
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            tell.accept("the leaders are clean; going on for their replicas");
            compaction.goOn(offsets.keySet(), Deadline.in(took.plus(FOR_REPLICAS)));
        }
    }

    private static boolean isReplicated(Collection<TopicPartition> partitions, RecordProbe probe) {
        return partitions.stream().anyMatch(partition -> probe.replicas(partition) > 1);
    }

    private Receipt verify(Map<String, Long> erased, SortedSet<String> jobs, List<Trace> all, RecordProbe probe) {
        PatientLog.Reading clinics = log.clinicTopics();
        PatientLog.Reading rejects = log.rejects();
        requireNothingLeft(Stream.concat(clinics.traces().stream(), rejects.traces().stream())
                .toList());
        if (!progress.jobs().equals(jobs)) {
            throw new CommandFailure(
                    ExitCode.CHECK_FAILED,
                    "a job began meanwhile and may have read what was being erased: let its generation be replayed anew,"
                            + " and run the erasure again");
        }
        Map<String, Integer> files = request.local()
                .map(local -> new LocalFiles(local, new FileSearch(request.search())).awaitClean(deadline))
                .orElse(Map.of());
        Map<String, Long> readUpTo = new TreeMap<>();
        clinics.ends().forEach((partition, end) -> readUpTo.put(partition.toString(), end));
        rejects.ends().forEach((partition, end) -> readUpTo.put(partition.toString(), end));
        return new Receipt(
                Receipt.FORM,
                request.version(),
                broker.clusterId(),
                startedAt,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                request.patients().stream().map(Pseudonym::sha256).sorted().toList(),
                erased,
                jobs,
                readUpTo,
                files,
                notVerified(all, probe));
    }

    private static void requireNothingLeft(List<Trace> left) {
        if (!left.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.CHECK_FAILED,
                    left.size() + " records remain, and there is no receipt:\n"
                            + left.stream()
                                    .limit(TOLD)
                                    .map(trace -> "  " + trace.place() + ": "
                                            + trace.erasure().remedy() + "\n")
                                    .collect(Collectors.joining())
                            + "Run the erasure again.");
        }
    }

    private List<String> notVerified(List<Trace> all, RecordProbe probe) {
        Set<TopicPartition> partitions = all.stream().map(Trace::partition).collect(Collectors.toSet());
        return new NotVerified(request.local(), isReplicated(partitions, probe), request.endedJobs()).lines();
    }

    private static Map<String, Long> facts(List<Trace> traces) {
        return traces.stream()
                .filter(trace -> !trace.tombstone())
                .collect(
                        Collectors.groupingBy(trace -> trace.partition().topic(), TreeMap::new, Collectors.counting()));
    }

    private static Map<TopicPartition, Long> highest(Map<TopicPartition, NavigableSet<Long>> offsets) {
        Map<TopicPartition, Long> highest = new HashMap<>();
        offsets.forEach((partition, written) -> highest.put(partition, written.last()));
        return highest;
    }

    private static List<Trace> named(Map<TopicPartition, NavigableSet<Long>> tombstones) {
        List<Trace> traces = new ArrayList<>();
        tombstones.forEach((partition, offsets) -> offsets.forEach(
                offset -> traces.add(new Trace(partition, offset, null, Trace.Erasure.BY_TOMBSTONE, true))));
        return traces;
    }
}
