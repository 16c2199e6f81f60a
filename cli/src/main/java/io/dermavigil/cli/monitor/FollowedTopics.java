package io.dermavigil.cli.monitor;

import io.dermavigil.cli.reading.ActiveGenerations;
import io.dermavigil.cli.reading.Progress;
import io.dermavigil.pipeline.ActiveGeneration;
import io.dermavigil.pipeline.PipelineProgress;
import io.dermavigil.schemas.topics.Generation;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.wire.SchemasById;
import io.dermavigil.summaries.ClinicStatus;
import io.dermavigil.summaries.SatisfactionSummary;
import io.dermavigil.summaries.SideEffectSummary;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The topics of a generation as far as the monitor needs them, folded record by record. Not thread-safe. */
final class FollowedTopics {

    /** Accounts whose number does not grow with the chain, by their keys. */
    private static final Pattern BOUNDED = Pattern.compile("(CHAIN|CONDITION|SKIN_TYPE|STRATUM)\\|ALL\\|.*");

    private final Generation generation;
    private final NewestRows<ClinicStatus> clinics;
    private final NewestRows<SideEffectSummary> sideEffects;
    private final NewestRows<SatisfactionSummary> satisfaction;
    private final NewestRows<PipelineProgress> progress;
    private final NewestRows<ActiveGeneration> generations;
    private final Map<String, NewestRows<?>> byTopic = new TreeMap<>();

    /**
     * Nothing is folded yet.
     *
     * @param schemas where the schemas of summaries in Confluent framing are found
     */
    FollowedTopics(Generation generation, SchemasById schemas) {
        this.generation = generation;
        clinics = new NewestRows<>(TopicCatalogue.CLINICS, ClinicStatus.getClassSchema(), schemas, key -> true);
        sideEffects = new NewestRows<>(
                TopicCatalogue.SIDE_EFFECTS, SideEffectSummary.getClassSchema(), schemas, FollowedTopics::isBounded);
        satisfaction = new NewestRows<>(
                TopicCatalogue.SATISFACTION, SatisfactionSummary.getClassSchema(), schemas, FollowedTopics::isBounded);
        progress = new NewestRows<>(TopicCatalogue.PROGRESS, PipelineProgress.getClassSchema(), schemas, key -> true);
        generations = new NewestRows<>(
                TopicCatalogue.GENERATIONS, ActiveGeneration.getClassSchema(), schemas, ActiveGenerations.KEY::equals);
        byTopic.put(TopicCatalogue.CLINICS, clinics);
        byTopic.put(TopicCatalogue.SIDE_EFFECTS, sideEffects);
        byTopic.put(TopicCatalogue.SATISFACTION, satisfaction);
        byTopic.put(TopicCatalogue.PROGRESS, progress);
        byTopic.put(TopicCatalogue.GENERATIONS, generations);
        for (String topic : Set.copyOf(byTopic.keySet())) {
            byTopic.put(generation.topic(topic), byTopic.remove(topic));
        }
    }

    private static boolean isBounded(String account) {
        return BOUNDED.matcher(account).matches();
    }

    /** Names of the topics. */
    Set<String> names() {
        return byTopic.keySet();
    }

    void apply(ConsumerRecord<byte[], byte[]> record) {
        byTopic.get(record.topic()).apply(record.key(), record.value());
    }

    /** The generation that readers shall use, as far as it was read. */
    Generation active() {
        ActiveGeneration row = generations.copy().get(ActiveGenerations.KEY);
        return row == null ? Generation.FIRST : new Generation(row.getNumber());
    }

    /** Everything folded so far, with what was learned from the broker. */
    ChainState state(Instant now, Generation newest, Map<TopicPartition, Long> ends) {
        Map<String, Long> unreadable = new HashMap<>();
        byTopic.forEach((topic, rows) -> unreadable.put(topic, rows.unreadable()));
        return new ChainState(
                now,
                generation,
                newest,
                Map.copyOf(ends),
                progress(generation),
                progress(newest),
                clinics.copy().values(),
                sideEffects.copy().values(),
                satisfaction.copy().values(),
                unreadable);
    }

    private Progress progress(Generation of) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Map<String, PipelineProgress> rows = progress.copy();
        rows.values().stream()
                .filter(row -> row.getJob().equals(of.jobId()))
                .forEach(row -> offsets.put(new TopicPartition(row.getTopic(), row.getPartition()), row.getOffset()));
        Optional<PipelineProgress> latest = rows.values().stream()
                .filter(row -> row.getJob().equals(of.jobId()))
                .max(Comparator.comparing(PipelineProgress::getUpdatedAt));
        return new Progress(
                offsets, latest.map(PipelineProgress::getUpdatedAt), latest.map(PipelineProgress::getRulesVersion));
    }
}
