package io.dermavigil.serving.materializer;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folds a fixed set of topics, until they change or something fails. Used by one thread, but for {@link #wakeup}. */
final class LaneSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LaneSession.class);
    private static final Duration POLL = Duration.ofMillis(100);
    /** For how long more records are taken into a batch: each commit makes every page's answer an old one. */
    private static final Duration LINGER = Duration.ofMillis(200);
    /** How often the store says that it was compared with the topics, although there was nothing to write. */
    private static final Duration HEARTBEAT = Duration.ofMinutes(1);

    /** Takes what the session does. */
    interface Report {
        void accept(LaneStatus.State state, LaneSession session, String problem);
    }

    private final Folding folding;
    private final Map<String, Source> sources;
    private final ClusterTopics topics;
    private final MaterializerConfig config;
    private final StoredPlace place;
    private final Report report;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Set<TopicPartition> partitions = new HashSet<>();
    private Map<TopicPartition, Long> next = new HashMap<>();
    private final VanishedRecords vanished = new VanishedRecords();
    private Instant committedAt;
    private long heartbeatAt = System.nanoTime() + HEARTBEAT.toNanos();

    LaneSession(
            Folding folding,
            Map<String, Source> sources,
            ClusterTopics topics,
            MaterializerConfig config,
            DataSource writer,
            Report report) {
        this.folding = folding;
        this.sources = sources;
        this.topics = topics;
        this.config = config;
        this.place = new StoredPlace(writer, sources, partitions);
        this.report = report;
        this.consumer = Clients.consumer(config);
        sources.values().forEach(source -> {
            for (int i = 0; i < source.partitions(); i++) {
                partitions.add(new TopicPartition(source.topic(), i));
            }
        });
    }

    /** What is in the store of each partition. */
    Map<TopicPartition, Long> next() {
        return next;
    }

    /** When this session last wrote; null when it has not. */
    Instant committedAt() {
        return committedAt;
    }

    /** Records that are known to lie beyond what is in the store. */
    long lag() {
        long lag = 0;
        for (TopicPartition partition : consumer.assignment()) {
            lag += Math.max(0, consumer.currentLag(partition).orElse(0));
        }
        return lag;
    }

    /** Takes up where the store stands, and first makes anew what it holds of other topics. */
    void open() throws SQLException, PoisonRowException {
        folding.reset();
        consumer.assign(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = topics.uncommittedEnds(partitions);
        place.transaction(connection -> {
            ConsumedOffsets consumed = ConsumedOffsets.lock(connection, sources.keySet());
            Set<String> stale = stale(connection, consumed, begins, ends);
            for (TopicPartition partition : partitions) {
                long stored = stale.contains(partition.topic()) ? 0 : consumed.next(partition);
                next.put(partition, Math.max(stored, begins.get(partition)));
                consumer.seek(partition, next.get(partition));
                if (folding.needsEveryTombstone() && stored > 0) {
                    vanished.watch(partition, stored, ends.get(partition));
                }
            }
            if (!stale.isEmpty()) {
                rebuild(connection, stale, ends);
            }
            ConsumedOffsets.write(connection, sources, next);
            return null;
        });
        report.accept(LaneStatus.State.FOLLOWING, this, null);
    }

    private Set<String> stale(
            Connection connection,
            ConsumedOffsets consumed,
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends)
            throws SQLException {
        Set<String> stale = new TreeSet<>(folding.stale(connection, sources, consumed));
        partitions.forEach(partition -> {
            long stored = consumed.next(partition);
            boolean missed = folding.needsEveryTombstone() && stored > 0 && stored < begins.get(partition);
            if (stored > ends.get(partition) || missed) {
                stale.add(partition.topic());
            }
        });
        return stale;
    }

    /** In one transaction: readers see the old rows until the new ones are complete. */
    private void rebuild(Connection connection, Set<String> stale, Map<TopicPartition, Long> ends)
            throws SQLException, PoisonRowException {
        String what = "rebuilding the rows of " + String.join(", ", stale);
        LOG.info("{}: {}; readers see the old ones until it is done", folding.name(), what);
        report.accept(LaneStatus.State.REBUILDING, this, what);
        for (String topic : stale) {
            folding.clear(connection, topic);
        }
        List<TopicPartition> rebuilt = new ArrayList<>();
        List<TopicPartition> waiting = new ArrayList<>();
        partitions.forEach(partition -> (stale.contains(partition.topic()) ? rebuilt : waiting).add(partition));
        consumer.pause(waiting);
        while (rebuilt.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            Folding.Batch batch = folding.begin(sources);
            Map<TopicPartition, Long> read = new HashMap<>(next);
            PoisonRowException poison = take(consumer.poll(POLL), batch, read);
            if (poison != null) {
                throw poison;
            }
            folding.afterPoll(() -> topics.uncommittedEnds(partitions));
            folding.release(batch, read);
            batch.write(connection);
            next = read;
            report.accept(LaneStatus.State.REBUILDING, this, what);
        }
        Folding.Batch last = folding.begin(sources);
        folding.release(last, next);
        last.write(connection);
        consumer.resume(waiting);
        LOG.info("{}: the rows of {} are rebuilt", folding.name(), String.join(", ", stale));
    }

    /**
     * Takes what the topics have and writes it in one transaction.
     *
     * @return keys of the accounts that were written
     */
    Set<String> step() throws SQLException, PoisonRowException {
        Folding.Batch batch = folding.begin(sources);
        Map<TopicPartition, Long> read = new HashMap<>(next);
        PoisonRowException poison = fill(batch, read);
        if (!vanished.topics().isEmpty()) {
            place.forget(vanished.topics(), next);
            throw new VanishedRecordsException(vanished.topics());
        }
        folding.release(batch, read);
        Set<String> changed = Set.of();
        if (!read.equals(next) || System.nanoTime() - heartbeatAt >= 0) {
            changed = commit(batch, read);
        }
        if (poison != null) {
            throw poison;
        }
        report.accept(LaneStatus.State.FOLLOWING, this, null);
        return changed;
    }

    private PoisonRowException fill(Folding.Batch batch, Map<TopicPartition, Long> read) {
        int records = 0;
        long until = 0;
        Duration patience = POLL;
        while (true) {
            ConsumerRecords<byte[], byte[]> polled = consumer.poll(patience);
            if (records == 0) {
                until = System.nanoTime() + LINGER.toNanos();
            }
            records += polled.count();
            PoisonRowException poison = take(polled, batch, read);
            if (poison != null) {
                return poison;
            }
            folding.afterPoll(() -> topics.uncommittedEnds(partitions));
            patience = Duration.ofNanos(until - System.nanoTime());
            if (records == 0 || records >= config.batchRecords() || patience.isNegative() || patience.isZero()) {
                return null;
            }
        }
    }

    /** Takes records up to the first that cannot be read, and says which that is. */
    private PoisonRowException take(
            ConsumerRecords<byte[], byte[]> polled, Folding.Batch batch, Map<TopicPartition, Long> read) {
        for (ConsumerRecord<byte[], byte[]> record : polled) {
            try {
                batch.add(record);
            } catch (PoisonRowException e) {
                return e;
            }
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            vanished.read(partition, record.offset());
            read.put(partition, record.offset() + 1);
        }
        for (TopicPartition partition : partitions) {
            if (!consumer.paused().contains(partition)) {
                vanished.reached(partition, consumer.position(partition));
                read.put(partition, consumer.position(partition));
            }
        }
        return null;
    }

    private Set<String> commit(Folding.Batch batch, Map<TopicPartition, Long> read) throws SQLException {
        boolean heartbeat = System.nanoTime() - heartbeatAt >= 0;
        Set<String> changed = place.move(batch, next, read, heartbeat);
        next = read;
        committedAt = Instant.now();
        if (heartbeat) {
            heartbeatAt = System.nanoTime() + HEARTBEAT.toNanos();
        }
        return changed;
    }

    /** Ends a poll that waits; from any thread. */
    void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
