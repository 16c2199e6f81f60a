package io.dermavigil.cli.erasure;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.reading.Broker;
import io.dermavigil.cli.reading.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
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
    private final Consumer<String> tell;
    private final Instant startedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final Deadline deadline;

    PatientErasure(ErasureRequest request, Broker broker, Consumer<String> tell) {
        this.request = request;
        this.broker = broker;
        this.connection = broker.connection();
        this.log = new PatientLog(broker, request.search());
        this.tell = tell;
        this.deadline = Deadline.in(request.timeout());
    }

    /** What would be erased: records by topic. */
    Map<String, Long> look() {
        return facts(Stream.concat(log.clinicTopics().traces().stream(), log.rejects().traces().stream()));
    }

    /**
     * Erases.
     *
     * @throws CommandFailure with {@link ExitCode#CHECK_FAILED} when something remains
     */
    Receipt run() {
        try (CompactionSettings settings = new CompactionSettings(connection, request.unfinished());
                RestoreAtExit restore = new RestoreAtExit(settings);
                JobsProgress progress = new JobsProgress(broker, request.endedJobs());
                Tombstones tombstones = new Tombstones(connection);
                RecordProbe probe = new RecordProbe(connection)) {
            undoWhatDied(settings);
            request.store().ifPresent(StoreExamination::requireReachable);
            Steps steps = new Steps(settings, progress, progress.jobs(), tombstones, probe);
            List<Trace> found = log.clinicTopics().traces();
            Map<TopicPartition, NavigableSet<Long>> toVanish = new HashMap<>();
            request.unfinished().found(request.patientHashes(), facts(found.stream()));
            if (!found.isEmpty()) {
                tellJobs(found, steps, toVanish);
            }
            List<Trace> rejects = log.rejects().traces();
            shortenAndWrite(rejects, steps, toVanish);
            Map<String, Long> erased = request.unfinished()
                    .found(request.patientHashes(), facts(Stream.concat(found.stream(), rejects.stream())));
            compact(toVanish, steps);
            restore.now();
            return verify(erased, toVanish.keySet(), steps);
        }
    }

    /** What the steps share. */
    private record Steps(
            CompactionSettings settings,
            JobsProgress progress,
            SortedSet<String> jobs,
            Tombstones tombstones,
            RecordProbe probe) {}

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

    /**
     * After this no job knows the patients, and what of theirs the jobs reject, tombstones of malformed keys among it, lies in
     * the reject topics. The tombstones are written twice: the first must stay as long as a job may be away, and the second,
     * under the other settings, replaces them, so that they vanish whatever the broker noted for the first.
     */
    private void tellJobs(List<Trace> found, Steps steps, Map<TopicPartition, NavigableSet<Long>> toVanish) {
        tell.accept(found.size() + " records of clinic topics are to be erased; waiting for " + steps.jobs()
                + " to pass their tombstones");
        Map<TopicPartition, NavigableSet<Long>> written = steps.tombstones().write(found);
        merge(toVanish, written);
        // every partition of the topics is going to be compacted soon, and holds tombstones of others
        Map<TopicPartition, NavigableSet<Long>> whole = steps.tombstones().fill(nowIn(topics(written)));
        merge(whole, written);
        steps.progress().awaitPassed(steps.jobs(), whole, deadline.left()).ifPresent(job -> {
            throw new CommandFailure(
                    ExitCode.CHECK_FAILED,
                    "the tombstones are written, but the job " + job
                            + " has not passed them, so they must stay: run the"
                            + " erasure again when it runs. If it has ended for good: --ended-job " + job);
        });
        if (!storePassed(whole, deadline.left())) {
            throw new CommandFailure(
                    ExitCode.CHECK_FAILED,
                    "the tombstones are written, but the store " + storeAddress()
                            + " has not passed them, so they must stay: run the erasure again when dermavigil serve or the"
                            + " stack fills it");
        }
        keepUp(steps, shortenAndWrite(found, steps, toVanish));
        steps.progress().awaitCommitted(deadline);
    }

    private Map<TopicPartition, NavigableSet<Long>> shortenAndWrite(
            List<Trace> traces, Steps steps, Map<TopicPartition, NavigableSet<Long>> toVanish) {
        List<Trace> erasable = traces.stream()
                .filter(trace -> trace.erasure() == Trace.Erasure.BY_TOMBSTONE)
                .toList();
        if (erasable.isEmpty()) {
            return Map.of();
        }
        erasable.forEach(trace -> toVanish.computeIfAbsent(trace.partition(), partition -> new TreeSet<>())
                .add(trace.offset()));
        steps.settings()
                .shorten(
                        erasable.stream()
                                .map(trace -> trace.partition().topic())
                                .collect(Collectors.toSet()),
                        request.grace());
        Map<TopicPartition, NavigableSet<Long>> written = steps.tombstones().write(erasable);
        merge(toVanish, written);
        return written;
    }

    private void keepUp(Steps steps, Map<TopicPartition, NavigableSet<Long>> offsets) {
        steps.progress().awaitPassed(steps.jobs(), offsets, request.grace()).ifPresent(job -> {
            throw new CommandFailure(
                    ExitCode.CHECK_FAILED,
                    "the job " + job + " is more than " + request.grace().toSeconds()
                            + " s behind, and tombstones would vanish before it: run the erasure again when it keeps up, or"
                            + " with a longer --grace");
        });
        if (!storePassed(offsets, request.grace())) {
            throw new CommandFailure(
                    ExitCode.CHECK_FAILED,
                    "the store " + storeAddress() + " is more than "
                            + request.grace().toSeconds()
                            + " s behind, and tombstones would vanish before it: run the erasure again when it keeps up, or"
                            + " with a longer --grace");
        }
    }

    private boolean storePassed(Map<TopicPartition, NavigableSet<Long>> offsets, Duration within) {
        Map<TopicPartition, Long> next = new HashMap<>();
        JobsProgress.highest(offsets).forEach((partition, last) -> next.put(partition, last + 1));
        return request.store().map(store -> store.awaitPassed(next, within)).orElse(true);
    }

    private String storeAddress() {
        return request.store().map(StoreExamination::address).orElse("");
    }

    /** It must have read what was read here, or a row of the patients could still come. */
    private StoreSeen examine(StoreExamination store) {
        tell.accept("looking into the store " + store.address());
        if (!store.awaitPassed(broker.committedEnds(log.clinicTopicNames()), deadline.left())) {
            throw new CommandFailure(
                    ExitCode.CHECK_FAILED,
                    "the log holds nothing any more, but the store " + store.address()
                            + " has not read it to its end: run the erasure again when dermavigil serve or the stack fills"
                            + " it");
        }
        return store.verify(deadline);
    }

    private void compact(Map<TopicPartition, NavigableSet<Long>> toVanish, Steps steps) {
        if (toVanish.isEmpty()) {
            return;
        }
        tell.accept("waiting for the compaction of " + toVanish.size() + " partitions");
        Compaction compaction = new Compaction(steps.tombstones(), steps.probe(), appended -> keepUp(steps, appended));
        long began = System.nanoTime();
        boolean clean = compaction.untilGone(toVanish, deadline).isEmpty();
        if (clean && isReplicated(toVanish.keySet(), steps.probe())) {
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            tell.accept("the leaders are clean; going on for their replicas");
            compaction.goOn(toVanish.keySet(), Deadline.in(took.plus(FOR_REPLICAS)));
        }
    }

    private static boolean isReplicated(Collection<TopicPartition> partitions, RecordProbe probe) {
        return partitions.stream().anyMatch(partition -> probe.replicas(partition) > 1);
    }

    private Receipt verify(Map<String, Long> erased, Set<TopicPartition> partitions, Steps steps) {
        PatientLog.Reading clinics = log.clinicTopics();
        PatientLog.Reading rejects = log.rejects();
        requireNothingLeft(Stream.concat(clinics.traces().stream(), rejects.traces().stream())
                .toList());
        if (!steps.progress().jobs().equals(steps.jobs())) {
            throw new CommandFailure(
                    ExitCode.CHECK_FAILED,
                    "a job began meanwhile and may have read what was being erased: let its generation be replayed anew,"
                            + " and run the erasure again");
        }
        Optional<StoreSeen> store = request.store().map(this::examine);
        Map<String, Integer> files = new TreeMap<>(request.local()
                .map(local ->
                        new LocalFiles(local, new FileSearch(request.search().inFiles())).awaitClean(deadline))
                .orElse(Map.of()));
        store.filter(seen -> seen.files() > 0).ifPresent(seen -> files.put("store", seen.files()));
        Map<String, Long> readUpTo = new TreeMap<>();
        clinics.ends().forEach((partition, end) -> readUpTo.put(partition.toString(), end));
        rejects.ends().forEach((partition, end) -> readUpTo.put(partition.toString(), end));
        return new Receipt(
                Receipt.FORM,
                request.version(),
                broker.clusterId(),
                startedAt,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                request.patientHashes(),
                erased,
                steps.jobs(),
                readUpTo,
                store.orElse(null),
                files,
                notVerified(store, isReplicated(partitions, steps.probe())));
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

    private List<String> notVerified(Optional<StoreSeen> store, boolean replicated) {
        return new NotVerified(request.local(), store, replicated, request.endedJobs()).lines();
    }

    private static Map<String, Long> facts(Stream<Trace> traces) {
        return traces.filter(trace -> !trace.tombstone())
                .collect(
                        Collectors.groupingBy(trace -> trace.partition().topic(), TreeMap::new, Collectors.counting()));
    }

    private Map<TopicPartition, Long> nowIn(Set<String> topics) {
        return log.partitions(topics).stream()
                .collect(Collectors.toMap(Function.identity(), partition -> System.currentTimeMillis()));
    }

    private static Set<String> topics(Map<TopicPartition, ?> partitions) {
        return partitions.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
    }

    private static void merge(
            Map<TopicPartition, NavigableSet<Long>> offsets, Map<TopicPartition, NavigableSet<Long>> more) {
        more.forEach((partition, some) ->
                offsets.computeIfAbsent(partition, any -> new TreeSet<>()).addAll(some));
    }
}
