package io.dermavigil.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.cli.doctor.Verdict.Grade;
import io.dermavigil.cli.reading.Progress;
import io.dermavigil.pipeline.RejectReason;
import io.dermavigil.schemas.topics.Generation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PipelineExaminationTest {

    private static final TopicPartition PARTITION = new TopicPartition("clinic.sessions", 0);
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(15);
    private static final Generation SECOND = new Generation(2);

    @Test
    void lagIsBadWhenNothingMoves() {
        assertThat(verdict("progress", sample(NOON, 10, 10), sample(LATER, 10, 10))
                        .grade())
                .isEqualTo(Grade.OK);
        assertThat(verdict("progress", sample(NOON, 10, 5), sample(LATER, 12, 7))
                        .grade())
                .isEqualTo(Grade.WARN);
        Verdict stuck = verdict("progress", sample(NOON, 10, 5), sample(LATER, 12, 5));
        assertThat(stuck.grade()).isEqualTo(Grade.FAIL);
        assertThat(stuck.finding()).startsWith("7 records are not in the summaries yet");
    }

    @Test
    void rejectsThatGrowAreToldWithTheirReasons() {
        Sample before = sample(NOON, Map.of(RejectReason.INVALID, 2L));
        assertThat(verdict("rejects", before, sample(LATER, Map.of(RejectReason.INVALID, 2L))))
                .isEqualTo(Verdict.ok("rejects", "2 records so far, none while it was watched"));
        Verdict growing = verdict("rejects", before, sample(LATER, Map.of(RejectReason.INVALID, 5L)));
        assertThat(growing.grade()).isEqualTo(Grade.WARN);
        assertThat(growing.finding()).isEqualTo("3 records were rejected while it was watched: INVALID 5 in all");
    }

    @Test
    void impersonationIsToldEvenWhenItIsOver() {
        Sample same = sample(NOON, Map.of(RejectReason.IMPERSONATION, 1L));
        assertThat(new PipelineExamination(same, same).examine(Generation.FIRST, Generation.FIRST))
                .anySatisfy(verdict -> assertThat(verdict.advice()).contains("--reason IMPERSONATION"));
    }

    @Test
    void aReplayIsTold() {
        Sample sample = sample(NOON, 10, 10);
        assertThat(new PipelineExamination(sample, sample).examine(Generation.FIRST, SECOND))
                .anySatisfy(verdict -> assertThat(verdict.advice()).contains("dermavigil generations switch 2"));
    }

    @Test
    void aStampBetweenTheSamplesTellsTheClockOnBothSides() {
        assertThat(clock(NOON.minusSeconds(600), NOON.plusSeconds(5)).grade()).isEqualTo(Grade.OK);
        Verdict ahead = clock(NOON.minusSeconds(600), LATER.plusSeconds(30));
        assertThat(ahead.grade()).isEqualTo(Grade.FAIL);
        assertThat(ahead.finding()).isEqualTo("the broker's clock is at least 30.0 s ahead of this machine's");
        assertThat(clock(NOON.minusSeconds(600), NOON.minusSeconds(40)).finding())
                .isEqualTo("the broker's clock is at least 40.0 s behind this machine's");
        assertThat(clock(NOON.minusSeconds(600), NOON.minusSeconds(600)).finding())
                .as("no record came")
                .contains("no record came");
    }

    @Test
    void theJobManagersClockIsTold() {
        Instant answered = NOON.plusSeconds(1);
        assertThat(PipelineExamination.flinkClock(NOON, NOON, answered).grade()).isEqualTo(Grade.OK);
        assertThat(PipelineExamination.flinkClock(NOON, NOON.plusSeconds(9), answered)
                        .finding())
                .isEqualTo("the job manager's clock is at least 8.0 s ahead of this machine's");
        assertThat(PipelineExamination.flinkClock(NOON, NOON.minusSeconds(9), answered)
                        .grade())
                .isEqualTo(Grade.FAIL);
    }

    @Test
    void transactionsMustFitTheBrokers() {
        Optional<Duration> limit = Optional.of(Duration.ofMinutes(15));
        assertThat(PipelineExamination.transactions(limit, Duration.ofMinutes(15), false)
                        .grade())
                .isEqualTo(Grade.OK);
        assertThat(PipelineExamination.transactions(limit, Duration.ofMinutes(16), false)
                        .finding())
                .isEqualTo("the job's PT16M is above the brokers' PT15M");
        assertThat(PipelineExamination.transactions(Optional.empty(), Duration.ofMinutes(1), true)
                        .grade())
                .isEqualTo(Grade.WARN);
    }

    private static Verdict clock(Instant stampBefore, Instant stampAfter) {
        return verdict("clock", stamped(NOON, stampBefore), stamped(LATER, stampAfter));
    }

    private static Verdict verdict(String subject, Sample before, Sample after) {
        List<Verdict> verdicts = new PipelineExamination(before, after).examine(Generation.FIRST, Generation.FIRST);
        return verdicts.stream()
                .filter(verdict -> verdict.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    private static Sample sample(Instant at, long end, long reached) {
        return sample(at, end, reached, at, Map.of());
    }

    private static Sample sample(Instant at, Map<RejectReason, Long> rejected) {
        return sample(at, 1, 1, at, rejected);
    }

    private static Sample stamped(Instant at, Instant stamp) {
        return sample(at, 1, 1, stamp, Map.of());
    }

    private static Sample sample(Instant at, long end, long reached, Instant stamp, Map<RejectReason, Long> rejected) {
        Progress progress = new Progress(Map.of(PARTITION, reached), Optional.of(NOON), Optional.of("rules"));
        return new Sample(at, at, Map.of(PARTITION, end), stamp.toEpochMilli(), progress, progress, rejected);
    }
}
