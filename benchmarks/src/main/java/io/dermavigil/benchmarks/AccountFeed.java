package io.dermavigil.benchmarks;

import io.dermavigil.events.ReactionType;
import io.dermavigil.schemas.accounts.AccountKey;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.wire.SingleObjectEncoder;
import io.dermavigil.summaries.Grouping;
import io.dermavigil.summaries.Occurrence;
import io.dermavigil.summaries.Period;
import io.dermavigil.summaries.PeriodKind;
import io.dermavigil.summaries.ReactionCounts;
import io.dermavigil.summaries.SideEffectSummary;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes side effects of accounts as the job does: rows of a checkpoint in one transaction, ten checkpoints a second, each
 * row with every reaction type. How many of them change each time an account is written is a setting: in a chain, most
 * types of an account stay as they are.
 */
final class AccountFeed implements AutoCloseable {

    private static final int CHECKPOINTS_A_SECOND = 10;

    private final KafkaProducer<byte[], byte[]> producer;
    private final SingleObjectEncoder<SideEffectSummary> encoder =
            new SingleObjectEncoder<>(SideEffectSummary.getClassSchema());
    private final List<AccountKey> accounts;
    private final int changedTypes;
    private long rows;

    /**
     * A feed.
     *
     * @param accounts accounts, which are written one after the other, again and again
     * @param changedTypes reaction types of an account that change when it is written
     */
    AccountFeed(String bootstrap, List<AccountKey> accounts, int changedTypes) {
        this.accounts = List.copyOf(accounts);
        this.changedTypes = changedTypes;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        UUID.randomUUID().toString(),
                        ProducerConfig.LINGER_MS_CONFIG,
                        "5"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    /** Takes the moment of each commit. */
    interface Committed {
        /** Called after a commit, with the account that was written last and the number that marks its row. */
        void accept(String account, long mark, long nanos);
    }

    /** Writes so many rows a second for so long. */
    void run(int rowsASecond, int seconds, Committed committed) {
        long start = System.nanoTime();
        int each = rowsASecond / CHECKPOINTS_A_SECOND;
        for (int checkpoint = 0; checkpoint < seconds * CHECKPOINTS_A_SECOND; checkpoint++) {
            producer.beginTransaction();
            String last = null;
            for (int i = 0; i < each; i++) {
                last = send();
            }
            producer.commitTransaction();
            committed.accept(last, rows, System.nanoTime());
            long next = start + (checkpoint + 1) * 1_000_000_000L / CHECKPOINTS_A_SECOND;
            while (System.nanoTime() < next) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
    }

    private String send() {
        AccountKey key = accounts.get((int) (rows % accounts.size()));
        rows++;
        producer.send(new ProducerRecord<>(
                TopicCatalogue.SIDE_EFFECTS,
                key.text().getBytes(StandardCharsets.UTF_8),
                encoder.encode(row(key, rows))));
        return key.text();
    }

    private SideEffectSummary row(AccountKey key, long sessions) {
        Map<String, ReactionCounts> reactions = new HashMap<>();
        for (ReactionType type : ReactionType.values()) {
            long count = type.ordinal() < changedTypes ? sessions : 1;
            reactions.put(
                    type.name(),
                    ReactionCounts.newBuilder()
                            .setSessions(count)
                            .setPatients(count)
                            .setReports(count)
                            .setAdverseReports(0)
                            .setAdverseSessions(0)
                            .setAdversePatients(0)
                            .setByGrade(List.of(count, 0L, 0L, 0L, 0L))
                            .setSerious(0)
                            .setUnresolved(0)
                            .setResolutionUnknown(0)
                            .setOnsetDays(Map.of("1", count))
                            .setResolutionDays(Map.of("3", count))
                            .build());
        }
        return SideEffectSummary.newBuilder()
                .setGrouping(key.grouping())
                .setPeriod(period(key))
                .setSetting(key.setting())
                .setCondition(key.condition())
                .setSkinType(key.skinType())
                .setClinicId(key.clinicId())
                .setSessions(sessions)
                .setPatients(sessions)
                .setAny(new Occurrence(sessions, sessions, 1.0, 0.9, 1.0))
                .setAdverse(new Occurrence(0L, 0L, 0.0, 0.0, 0.1))
                .setReactions(reactions)
                .setSessionsByDay(sessionsByDay(key, sessions))
                .setUpdatedAt(Instant.now())
                .build();
    }

    private static Period period(AccountKey key) {
        return key.month() == null
                ? new Period(PeriodKind.ALL, null)
                : new Period(PeriodKind.MONTH, key.month().atDay(1));
    }

    private static Map<String, Long> sessionsByDay(AccountKey key, long count) {
        if (key.month() == null) {
            return Map.of(LocalDate.of(2026, 3, 2).toString(), count);
        }
        if (key.grouping() != Grouping.STRATUM) {
            return Map.of();
        }
        Map<String, Long> days = new HashMap<>();
        for (int day = 1; day <= key.month().lengthOfMonth(); day++) {
            days.put(key.month().atDay(day).toString(), count);
        }
        return days;
    }

    long rows() {
        return rows;
    }

    @Override
    public void close() {
        producer.close();
    }
}
