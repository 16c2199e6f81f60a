package io.dermavigil.cli.monitor;

import io.dermavigil.cli.reading.ActiveGenerations;
import io.dermavigil.cli.reading.TestBroker;
import io.dermavigil.events.Condition;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.pipeline.ActiveGeneration;
import io.dermavigil.pipeline.PipelineProgress;
import io.dermavigil.schemas.accounts.AccountKey;
import io.dermavigil.schemas.topics.Generation;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.summaries.AcceptedFacts;
import io.dermavigil.summaries.ClinicStatus;
import io.dermavigil.summaries.DateContradictions;
import io.dermavigil.summaries.Grouping;
import io.dermavigil.summaries.HeldFacts;
import io.dermavigil.summaries.Occurrence;
import io.dermavigil.summaries.Period;
import io.dermavigil.summaries.PeriodKind;
import io.dermavigil.summaries.RatingBand;
import io.dermavigil.summaries.ReactionCounts;
import io.dermavigil.summaries.SatisfactionSummary;
import io.dermavigil.summaries.SideEffectSummary;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Rows as the job writes them. */
final class ChainRows {

    static final Instant SEEN = Instant.parse("2026-11-20T10:00:00Z");
    static final Instant UPDATED = Instant.parse("2026-11-20T10:00:05Z");

    private ChainRows() {}

    static ProducerRecord<byte[], byte[]> clinic(
            Generation generation, String clinicId, long sessions, Map<String, Long> rejected) {
        ClinicStatus status = new ClinicStatus(
                clinicId,
                SEEN,
                new AcceptedFacts(sessions, 2L, 3L),
                rejected,
                new HeldFacts(4L, 5L),
                new DateContradictions(6L, 7L),
                UPDATED);
        return TestBroker.row(generation.topic(TopicCatalogue.CLINICS), clinicId == null ? "" : clinicId, status);
    }

    static AccountKey chain(YearMonth month) {
        return new AccountKey(Grouping.CHAIN, month, Setting.CLINIC, null, null, null, null, null);
    }

    static AccountKey stratum() {
        return new AccountKey(Grouping.STRATUM, null, Setting.HOME, Condition.MELASMA, SkinType.IV, null, null, null);
    }

    static AccountKey ofClinic(String clinicId) {
        return new AccountKey(Grouping.CLINIC, null, Setting.CLINIC, null, null, clinicId, null, null);
    }

    static ProducerRecord<byte[], byte[]> sideEffects(Generation generation, AccountKey key, long sessions) {
        SideEffectSummary row = new SideEffectSummary(
                key.grouping(),
                period(key),
                key.setting(),
                key.condition(),
                key.skinType(),
                key.clinicId(),
                null,
                null,
                sessions,
                40L,
                new Occurrence(30L, 20L, 0.3, 0.2, 0.4),
                new Occurrence(10L, 9L, 0.1, 0.05, 0.2),
                Map.of("ERYTHEMA", reaction()),
                Map.of(),
                UPDATED);
        return TestBroker.row(generation.topic(TopicCatalogue.SIDE_EFFECTS), key.text(), row);
    }

    private static ReactionCounts reaction() {
        return ReactionCounts.newBuilder()
                .setSessions(25)
                .setPatients(20)
                .setReports(26)
                .setAdverseReports(8)
                .setAdverseSessions(8)
                .setAdversePatients(7)
                .setByGrade(List.of(26L, 0L, 0L, 0L, 0L))
                .setSerious(0)
                .setUnresolved(0)
                .setResolutionUnknown(0)
                .setOnsetDays(Map.of())
                .setResolutionDays(Map.of())
                .build();
    }

    static ProducerRecord<byte[], byte[]> satisfaction(Generation generation, AccountKey key) {
        RatingBand overall =
                new RatingBand(List.of(1L, 2L, 3L, 40L, 50L), 4.4, 0.9, 0.8, 0.95, List.of(0L, 0L, 0L, 0L, 0L));
        SatisfactionSummary row = new SatisfactionSummary(
                key.grouping(),
                period(key),
                key.setting(),
                key.condition(),
                key.skinType(),
                key.clinicId(),
                null,
                null,
                100L,
                96L,
                overall,
                Map.of(),
                Map.of(),
                UPDATED);
        return TestBroker.row(generation.topic(TopicCatalogue.SATISFACTION), key.text(), row);
    }

    static ProducerRecord<byte[], byte[]> progress(Generation generation, int partition, long offset) {
        PipelineProgress row =
                new PipelineProgress(generation.jobId(), "clinic.sessions", partition, offset, "rules", UPDATED);
        return TestBroker.row(TopicCatalogue.PROGRESS, generation.jobId() + "|clinic.sessions|" + partition, row);
    }

    static ProducerRecord<byte[], byte[]> active(Generation generation) {
        ActiveGeneration row = new ActiveGeneration("outcomes", generation.number(), "rules", UPDATED);
        return TestBroker.row(TopicCatalogue.GENERATIONS, ActiveGenerations.KEY, row);
    }

    private static Period period(AccountKey key) {
        return key.month() == null
                ? new Period(PeriodKind.ALL, null)
                : new Period(PeriodKind.MONTH, key.month().atDay(1));
    }
}
