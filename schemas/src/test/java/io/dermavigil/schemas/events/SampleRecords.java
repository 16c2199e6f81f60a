package io.dermavigil.schemas.events;

import io.dermavigil.events.Condition;
import io.dermavigil.events.ReactionType;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.pipeline.ActiveGeneration;
import io.dermavigil.pipeline.PipelineProgress;
import io.dermavigil.pipeline.Reject;
import io.dermavigil.pipeline.RejectReason;
import io.dermavigil.pipeline.RejectStage;
import io.dermavigil.safety.Baseline;
import io.dermavigil.safety.BaselineUnit;
import io.dermavigil.safety.Comparator;
import io.dermavigil.safety.ComparedStratum;
import io.dermavigil.safety.Evidence;
import io.dermavigil.safety.EvidenceFamily;
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
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** One record of every type that has a topic; the summaries are the examples of EVENTS. */
public final class SampleRecords {

    private static final Instant UPDATED_AT = Instant.parse("2026-04-02T09:12:44Z");

    private SampleRecords() {}

    /** Every type once. */
    public static Stream<SpecificRecord> all() {
        return Stream.of(
                SampleEvents.session(),
                SampleEvents.reaction(),
                SampleEvents.rating(),
                reject(),
                progress(),
                activeGeneration(),
                sideEffects(),
                satisfaction(),
                clinicStatus(),
                baseline(),
                evidence());
    }

    /** The generation that readers were switched to. */
    public static ActiveGeneration activeGeneration() {
        return new ActiveGeneration("outcomes", 2, "counting-1.windows-1", UPDATED_AT);
    }

    /** A reject that was not cut. */
    public static Reject reject() {
        return Reject.newBuilder()
                .setReason(RejectReason.INVALID)
                .setDetail("grade: must be 1..5")
                .setStage(RejectStage.VALIDATE)
                .setClinicId("berlin-1")
                .setSchemaFingerprint("00112233445566ff")
                .setTopic("clinic.reactions")
                .setPartition(3)
                .setOffset(5_000_000_000L)
                .setTimestamp(UPDATED_AT)
                .setKey(ByteBuffer.wrap(new byte[] {1, 2, 3}))
                .setValue(ByteBuffer.wrap(new byte[] {-61, 1, 0, -1}))
                .setValueSize(4)
                .setValueSha256("ab".repeat(32))
                .build();
    }

    /** Progress of one partition. */
    public static PipelineProgress progress() {
        return PipelineProgress.newBuilder()
                .setJob("outcomes")
                .setTopic("clinic.sessions")
                .setPartition(2)
                .setOffset(77)
                .setRulesVersion("1")
                .setUpdatedAt(UPDATED_AT)
                .build();
    }

    /** The example of EVENTS. */
    public static SideEffectSummary sideEffects() {
        return SideEffectSummary.newBuilder()
                .setGrouping(Grouping.STRATUM)
                .setPeriod(march())
                .setSetting(Setting.CLINIC)
                .setCondition(Condition.ACNE_SCAR)
                .setSkinType(SkinType.IV)
                .setSessions(412)
                .setPatients(187)
                .setAny(new Occurrence(160L, 98L, 0.388, 0.342, 0.436))
                .setAdverse(new Occurrence(12L, 11L, 0.029, 0.017, 0.050))
                .setReactions(Map.of("HYPERPIGMENTATION", hyperpigmentation()))
                .setSessionsByDay(Map.of("2026-03-02", 21L))
                .setUpdatedAt(UPDATED_AT)
                .build();
    }

    private static ReactionCounts hyperpigmentation() {
        return ReactionCounts.newBuilder()
                .setSessions(9)
                .setPatients(9)
                .setRate(0.022)
                .setRateLow(0.012)
                .setRateHigh(0.041)
                .setReports(10)
                .setAdverseReports(10)
                .setAdverseSessions(9)
                .setAdversePatients(9)
                .setByGrade(List.of(6L, 3L, 1L, 0L, 0L))
                .setSerious(0)
                .setUnresolved(4)
                .setResolutionUnknown(0)
                .setOnsetDays(Map.of("14", 2L, "21", 8L))
                .setResolutionDays(Map.of("60", 6L))
                .build();
    }

    /** The example of EVENTS, its bands filled in. */
    public static SatisfactionSummary satisfaction() {
        RatingBand overall = new RatingBand(
                List.of(4L, 11L, 40L, 110L, 65L), 3.96, 0.761, 0.702, 0.811, List.of(30L, 80L, 60L, 20L, 2L));
        RatingBand none =
                new RatingBand(List.of(0L, 0L, 0L, 0L, 0L), null, null, null, null, List.of(0L, 0L, 0L, 0L, 0L));
        return SatisfactionSummary.newBuilder()
                .setGrouping(Grouping.STRATUM)
                .setPeriod(march())
                .setSetting(Setting.CLINIC)
                .setCondition(Condition.ACNE_SCAR)
                .setSkinType(SkinType.IV)
                .setSessions(412)
                .setRatedSessions(230)
                .setOverall(overall)
                .setByWeeks(Map.of("0-1", overall, "13+", none, "2-4", none))
                .setBySessionNumber(Map.of("1", overall, "4+", none))
                .setUpdatedAt(UPDATED_AT)
                .build();
    }

    /** Status of a clinic with rejected and held records. */
    public static ClinicStatus clinicStatus() {
        return ClinicStatus.newBuilder()
                .setClinicId("berlin-1")
                .setLastSeenAt(UPDATED_AT)
                .setAccepted(new AcceptedFacts(412L, 160L, 230L))
                .setRejected(Map.of("INVALID", 3L))
                .setHeld(new HeldFacts(2L, 1L))
                .setContradictions(new DateContradictions(1L, 0L))
                .setUpdatedAt(UPDATED_AT)
                .build();
    }

    /** A rate of sessions. */
    public static Baseline baseline() {
        return Baseline.newBuilder()
                .setSetting(Setting.CLINIC)
                .setSkinType(SkinType.IV)
                .setReactionType(ReactionType.HYPERPIGMENTATION)
                .setRate(0.0101)
                .setUnit(BaselineUnit.SESSION)
                .setSessionsPerCourse(4)
                .setSource("2 of 30 in a split-face trial")
                .setTable("shipped-1")
                .setPublishedAt(UPDATED_AT)
                .build();
    }

    /** A clinic against the rest of the chain; every field but the baseline's is set. */
    public static Evidence evidence() {
        return Evidence.newBuilder()
                .setFamily(EvidenceFamily.CLINIC)
                .setSetting(Setting.CLINIC)
                .setClinicId("berlin-1")
                .setReactionType(ReactionType.HYPERPIGMENTATION)
                .setPatients(120)
                .setAffected(14)
                .setProvisionalPatients(9)
                .setProvisionalAffected(1)
                .setSettlingDays(14)
                .setSettledUntil(LocalDate.of(2026, 3, 18))
                .setComparator(Comparator.REST_OF_CHAIN)
                .setApproximate(true)
                .setStrata(List.of(
                        new ComparedStratum(Condition.ACNE_SCAR, SkinType.IV, 80L, 11L, 900L, 36L),
                        new ComparedStratum(Condition.MELASMA, SkinType.V, 40L, 3L, 300L, 24L)))
                .setExpected(6.4)
                .setLogEValue(2.5)
                .setLow(0.9)
                .setHigh(4.1)
                .setLevel(0.05)
                .setDeclared(276L)
                .setWeight(1 / 276.0)
                .setLogThreshold(8.6)
                .setRejected(false)
                .setRulesVersion("counting-2.windows-1")
                .setUpdatedAt(UPDATED_AT)
                .build();
    }

    private static Period march() {
        return new Period(PeriodKind.MONTH, LocalDate.of(2026, 3, 1));
    }
}
