package io.dermavigil.serving.materializer;

import io.dermavigil.pipeline.PipelineProgress;
import io.dermavigil.schemas.accounts.AccountKey;
import io.dermavigil.schemas.topics.Generation;
import io.dermavigil.schemas.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The newest row of each account and clinic, and the progress that may be told. */
final class SummaryBatch implements Folding.Batch {

    private final Generation generation;
    private final Map<String, String> plainNames;
    private final Map<String, Source> sources;
    private final SummaryDecoders decoders;
    private final HeldProgress held;

    private final SideEffectRows sideEffects = new SideEffectRows();
    private final SatisfactionRows satisfaction = new SatisfactionRows();
    private final ClinicRows clinics = new ClinicRows();
    private final ProgressRows progress = new ProgressRows();

    SummaryBatch(
            Generation generation,
            Map<String, String> plainNames,
            Map<String, Source> sources,
            SummaryDecoders decoders,
            HeldProgress held) {
        this.generation = generation;
        this.plainNames = plainNames;
        this.sources = sources;
        this.decoders = decoders;
        this.held = held;
    }

    @Override
    public void add(ConsumerRecord<byte[], byte[]> record) throws PoisonRowException {
        if (record.key() == null || record.value() == null) {
            throw new PoisonRowException(record, "a summary row has a key and a value");
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        Origin origin = new Origin(sources.get(record.topic()).id(), record.partition(), record.offset());
        switch (plainNames.get(record.topic())) {
            case TopicCatalogue.SIDE_EFFECTS -> {
                checkAccount(key, record);
                sideEffects.put(key, RowShape.checked(decoders.sideEffects(record), record), origin);
            }
            case TopicCatalogue.SATISFACTION -> {
                checkAccount(key, record);
                satisfaction.put(key, RowShape.checked(decoders.satisfaction(record), record), origin);
            }
            case TopicCatalogue.CLINICS -> clinics.put(RowShape.checked(decoders.clinic(record), record), origin);
            default -> progress(record);
        }
    }

    private static void checkAccount(String key, ConsumerRecord<byte[], byte[]> record) throws PoisonRowException {
        try {
            AccountKey.parse(key);
        } catch (IllegalArgumentException e) {
            throw new PoisonRowException(record, "its key is no account");
        }
    }

    private void progress(ConsumerRecord<byte[], byte[]> record) throws PoisonRowException {
        PipelineProgress row = decoders.progress(record);
        if (row.getJob().equals(generation.jobId())) {
            held.add(new TopicPartition(record.topic(), record.partition()), record.offset(), row);
        }
    }

    void progress(List<PipelineProgress> told) {
        told.forEach(progress::put);
    }

    @Override
    public boolean isEmpty() {
        return sideEffects.isEmpty() && satisfaction.isEmpty() && clinics.isEmpty() && progress.isEmpty();
    }

    @Override
    public Set<String> write(Connection connection) throws SQLException {
        prepare(connection);
        Set<String> changed = new HashSet<>(sideEffects.write(connection));
        changed.addAll(satisfaction.write(connection));
        clinics.write(connection);
        progress.write(connection);
        try (PreparedStatement fold = connection.prepareStatement("""
                INSERT INTO raw.fold AS t (generation, since) VALUES (?, now())
                ON CONFLICT (only_row) DO UPDATE SET generation = excluded.generation, since = excluded.since
                WHERE t.generation <> excluded.generation
                """)) {
            fold.setInt(1, generation.number());
            fold.executeUpdate();
        }
        return changed;
    }

    /**
     * What a crash of the server takes away, rows and offsets together, is read again from the topics; so nothing waits for
     * the disk. And a batch looks up its own rows by their keys, where the planner would rather read a whole table for some
     * thousand rows, or would keep the plan that it made while the table was empty; the batch itself fits in memory.
     */
    private static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    SET LOCAL synchronous_commit TO off;
                    SET LOCAL enable_hashjoin TO off;
                    SET LOCAL enable_mergejoin TO off;
                    SET LOCAL plan_cache_mode TO force_custom_plan;
                    SET LOCAL work_mem TO '64MB'
                    """);
        }
    }
}
