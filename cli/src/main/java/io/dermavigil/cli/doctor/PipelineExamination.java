package io.dermavigil.cli.doctor;

import io.dermavigil.pipeline.RejectReason;
import io.dermavigil.schemas.topics.Generation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges what two samples say of progress, rejects, generations and clocks. Pure. */
final class PipelineExamination {

    /** More than this, and a record can be rejected as being from the future, or its freshness misleads. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

    private final Sample before;
    private final Sample after;

    PipelineExamination(Sample before, Sample after) {
        this.before = before;
        this.after = after;
    }

    List<Verdict> examine(Generation active, Generation newest) {
        List<Verdict> verdicts = new ArrayList<>();
        verdicts.add(progress());
        verdicts.addAll(rejects());
        verdicts.add(generation(active, newest));
        verdicts.add(brokerClock());
        return verdicts;
    }

    private Verdict progress() {
        String at = after.progress().updatedAt().map(Instant::toString).orElse("never");
        if (after.lag() == 0) {
            return Verdict.ok("progress", "the summaries contain everything that was published; last told " + at);
        }
        String behind = after.lag() + " records are not in the summaries yet; last told " + at;
        if (!before.progress().offsets().equals(after.progress().offsets())) {
            return Verdict.warn(
                    "progress", behind + ", and moving", "wait; add task managers when it never catches up");
        }
        return Verdict.fail(
                "progress",
                behind + ", and nothing moved while it was watched",
                "see whether the job runs and completes checkpoints (--flink URL), and watch longer than a checkpoint"
                        + " interval (--watch)");
    }

    private List<Verdict> rejects() {
        List<Verdict> verdicts = new ArrayList<>();
        long more = after.rejectedRecords() - before.rejectedRecords();
        if (more > 0) {
            verdicts.add(Verdict.warn(
                    "rejects",
                    more + " records were rejected while it was watched: " + reasons(after.rejected()),
                    "see which and why: dermavigil rejects list"));
        } else {
            verdicts.add(Verdict.ok("rejects", after.rejectedRecords() + " records so far, none while it was watched"));
        }
        long impersonations = after.rejected().getOrDefault(RejectReason.IMPERSONATION, 0L);
        if (impersonations > 0) {
            verdicts.add(Verdict.warn(
                    "rejects",
                    impersonations + " records of one clinic were in a topic of another",
                    "ask the owner of the topic: dermavigil rejects list --reason IMPERSONATION"));
        }
        return verdicts;
    }

    private static String reasons(Map<RejectReason, Long> rejected) {
        List<String> parts = new ArrayList<>();
        rejected.forEach((reason, records) -> parts.add(reason + " " + records));
        return String.join(", ", parts) + " in all";
    }

    private Verdict generation(Generation active, Generation newest) {
        if (newest.equals(active)) {
            return Verdict.ok("generation", "readers use generation " + active.number() + ", the newest");
        }
        String finding = "readers use generation " + active.number() + "; generation " + newest.number();
        return after.newestLag() == 0
                ? Verdict.warn(
                        "generation",
                        finding + " contains everything",
                        "when its replay is what you want: dermavigil generations switch " + newest.number())
                : Verdict.warn(
                        "generation",
                        finding + " is " + after.newestLag() + " records behind",
                        "let its replay finish, or remove what was prepared by mistake");
    }

    /**
     * The broker stamps a record when it takes it in. A record that came between the two samples was stamped between
     * them, so its stamp bounds the difference of the clocks on both sides; any other bounds it on one.
     */
    private Verdict brokerClock() {
        if (after.newestAppend() < 0) {
            return Verdict.ok("clock", "no record yet by which the broker's clock could be told");
        }
        Instant stamp = Instant.ofEpochMilli(after.newestAppend());
        Duration ahead = Duration.between(after.answeredAt(), stamp);
        if (ahead.compareTo(CLOCK_TOLERANCE) > 0) {
            return skewed("the broker", ahead, "ahead of");
        }
        if (after.newestAppend() == before.newestAppend()) {
            return Verdict.ok(
                    "clock", "the broker's is not ahead of this machine's; no record came by which to tell more");
        }
        Duration behind = Duration.between(stamp, before.askedAt());
        return behind.compareTo(CLOCK_TOLERANCE) > 0
                ? skewed("the broker", behind, "behind")
                : Verdict.ok("clock", "the broker's agrees with this machine's");
    }

    /** Compares the job manager's clock, which it tells, with this machine's. */
    static Verdict flinkClock(Instant asked, Instant told, Instant answered) {
        Duration ahead = Duration.between(answered, told);
        Duration behind = Duration.between(told, asked);
        if (ahead.compareTo(CLOCK_TOLERANCE) > 0) {
            return skewed("the job manager", ahead, "ahead of");
        }
        return behind.compareTo(CLOCK_TOLERANCE) > 0
                ? skewed("the job manager", behind, "behind")
                : Verdict.ok("clock", "the job manager's agrees with this machine's");
    }

    private static Verdict skewed(String whose, Duration by, String direction) {
        return Verdict.fail(
                "clock",
                "%s's clock is at least %.1f s %s this machine's".formatted(whose, by.toMillis() / 1000.0, direction),
                "let all machines follow one time source (NTP): dates are checked against the broker's clock");
    }

    /** Compares the job's transactions with what the brokers allow. */
    static Verdict transactions(Optional<Duration> limit, Duration ofJob, boolean assumed) {
        String job = (assumed ? "the job's default of " : "the job's ") + ofJob;
        if (limit.isEmpty()) {
            return Verdict.warn(
                    "transactions",
                    "this user may not see the brokers' transaction.max.timeout.ms",
                    "run as the operator");
        }
        return ofJob.compareTo(limit.get()) > 0
                ? Verdict.fail(
                        "transactions",
                        job + " is above the brokers' " + limit.get(),
                        "raise transaction.max.timeout.ms of the brokers, or lower transaction-timeout of the job")
                : Verdict.ok("transactions", job + " is within the brokers' " + limit.get());
    }
}
