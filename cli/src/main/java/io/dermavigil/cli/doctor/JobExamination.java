package io.dermavigil.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.jobs.FlinkRest;
import io.dermavigil.jobs.outcomes.OutcomesConfig;
import io.dermavigil.jobs.outcomes.OutcomesJob;
import io.dermavigil.schemas.topics.Generation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Examines the job of a generation by what its job manager says. */
final class JobExamination {

    /** Checkpoints that may fail to come before it is said that none does. */
    private static final int MISSED_CHECKPOINTS = 5;

    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(30);

    private final FlinkRest rest;
    private final Generation generation;
    private final List<Verdict> verdicts = new ArrayList<>();

    private Duration transactionTimeout;

    JobExamination(FlinkRest rest, Generation generation) {
        this.rest = rest;
        this.generation = generation;
    }

    List<Verdict> examine() {
        try {
            JsonNode overview = rest.get("/overview");
            verdicts.add(Verdict.ok(
                    "flink",
                    "the job manager %s answers: Flink %s, %d task managers, %d of %d slots free"
                            .formatted(
                                    rest.root(),
                                    overview.path("flink-version").asText(),
                                    overview.path("taskmanagers").asInt(),
                                    overview.path("slots-available").asInt(),
                                    overview.path("slots-total").asInt())));
            living().ifPresent(this::examine);
        } catch (CommandFailure e) {
            verdicts.add(Verdict.fail(
                    "flink", e.getMessage(), "check --flink, and that the job manager runs and lets this machine in"));
        }
        return verdicts;
    }

    /** What the job was told of transactions; empty when it could not be asked. */
    Optional<Duration> transactionTimeout() {
        return Optional.ofNullable(transactionTimeout);
    }

    private Optional<String> living() {
        String name = OutcomesJob.nameOf(generation);
        List<String> running = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (JsonNode job : rest.get("/jobs/overview").path("jobs")) {
            if (job.path("name").asText().equals(name)) {
                (job.path("state").asText().equals("RUNNING") ? running : others)
                        .add(job.path("jid").asText());
            }
        }
        if (running.size() == 1) {
            return Optional.of(running.get(0));
        }
        verdicts.add(
                running.isEmpty()
                        ? Verdict.fail(
                                "job",
                                name + " does not run" + (others.isEmpty() ? "" : "; it is known in another state"),
                                "see why in the job manager's log; start it with: dermavigil job submit")
                        : Verdict.fail(
                                "job",
                                running.size() + " jobs called " + name + " run at once",
                                "stop all but one with: dermavigil job stop; they write to the same topics"));
        return Optional.empty();
    }

    private void examine(String id) {
        Instant asked = Instant.now();
        JsonNode job = rest.get("/jobs/" + id);
        Instant now = Instant.ofEpochMilli(job.path("now").asLong());
        verdicts.add(PipelineExamination.flinkClock(asked, now, Instant.now()));
        transactionTimeout = transactionTimeout(id);
        long restarts = restarts(id);
        Duration running = Duration.ofMillis(
                now.toEpochMilli() - job.path("timestamps").path("RUNNING").asLong());
        verdicts.add(
                restarts == 0
                        ? Verdict.ok("job", "it runs since " + text(running) + ", never restarted")
                        : Verdict.warn(
                                "job",
                                "it runs since " + text(running) + " and was restarted " + restarts
                                        + " times since it was submitted",
                                "see the exceptions of job " + id + " on the job manager's page"));
        verdicts.add(checkpoints(id, now));
    }

    private Duration transactionTimeout(String id) {
        String told = rest.get("/jobs/" + id + "/config")
                .path("execution-config")
                .path("user-config")
                .path(OutcomesConfig.TRANSACTION_TIMEOUT)
                .asText();
        return told.isEmpty() ? null : Duration.parse(told);
    }

    private long restarts(String id) {
        return rest.get("/jobs/" + id + "/metrics?get=numRestarts")
                .path(0)
                .path("value")
                .asLong();
    }

    private Verdict checkpoints(String id, Instant now) {
        JsonNode checkpoints = rest.get("/jobs/" + id + "/checkpoints");
        Duration interval = Duration.ofMillis(
                rest.get("/jobs/" + id + "/checkpoints/config").path("interval").asLong());
        long failed = checkpoints.path("counts").path("failed").asLong();
        JsonNode newest = checkpoints.path("latest").path("completed");
        Duration allowed = interval.multipliedBy(MISSED_CHECKPOINTS);
        allowed = allowed.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : allowed;
        if (!newest.has("latest_ack_timestamp")) {
            return Verdict.warn(
                    "checkpoints", "none is complete yet, " + failed + " failed", "ask again in " + text(allowed));
        }
        Duration age = Duration.between(
                Instant.ofEpochMilli(newest.path("latest_ack_timestamp").asLong()), now);
        String finding =
                "the newest is " + text(age) + " old, one is due every " + text(interval) + ", " + failed + " failed";
        return age.compareTo(allowed) > 0
                ? Verdict.fail(
                        "checkpoints",
                        finding,
                        "nothing becomes visible without them: see the job manager's log for why they fail, and"
                                + " whether the checkpoint folder can be written")
                : Verdict.ok("checkpoints", finding);
    }

    private static String text(Duration duration) {
        return duration.toSeconds() < 120 ? duration.toSeconds() + " s" : duration.toMinutes() + " min";
    }
}
