package io.dermavigil.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be done with the jobs of a session cluster. */
final class JobCluster {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CHECKPOINT = Pattern.compile("(.+)/[0-9a-f]{32}/chk-\\d+/?");
    private static final Duration POLL = Duration.ofMillis(250);

    private final FlinkRest rest;

    JobCluster(FlinkRest rest) {
        this.rest = rest;
    }

    /** All jobs that the job manager remembers, the ended ones too. */
    List<FlinkJob> jobs() {
        List<FlinkJob> jobs = new ArrayList<>();
        rest.get("/jobs/overview")
                .path("jobs")
                .forEach(job -> jobs.add(new FlinkJob(
                        job.path("jid").asText(),
                        job.path("name").asText(),
                        job.path("state").asText())));
        return jobs;
    }

    /** The job of a name that has not ended; empty when there is none. */
    Optional<FlinkJob> living(String name) {
        return jobs().stream()
                .filter(job -> job.name().equals(name) && !job.ended())
                .findFirst();
    }

    /** The options with which a job was submitted. */
    Map<String, String> options(FlinkJob job) {
        Map<String, String> options = new TreeMap<>();
        rest.get("/jobs/" + job.id() + "/config")
                .path("execution-config")
                .path("user-config")
                .properties()
                .forEach(
                        option -> options.put(option.getKey(), option.getValue().asText()));
        return options;
    }

    /** With how many parallel tasks a job was submitted; empty when the cluster does not tell. */
    Optional<Integer> parallelism(FlinkJob job) {
        int parallelism = rest.get("/jobs/" + job.id() + "/config")
                .path("execution-config")
                .path("job-parallelism")
                .asInt();
        return parallelism > 0 ? Optional.of(parallelism) : Optional.empty();
    }

    /** Whether a job processes events: all of its tasks run. */
    boolean processes(FlinkJob job) {
        return job.state().equals("RUNNING") && allTasksRun(job.id());
    }

    /**
     * Folder of the job's checkpoints; empty while it has completed none.
     *
     * @return a URI
     */
    Optional<String> stateFolder(FlinkJob job) {
        String newest = rest.get("/jobs/" + job.id() + "/checkpoints")
                .path("latest")
                .path("completed")
                .path("external_path")
                .asText();
        // FOLDER/JOB/chk-N
        Matcher path = CHECKPOINT.matcher(newest);
        return path.matches() ? Optional.of(path.group(1)) : Optional.empty();
    }

    /**
     * Submits a job, and waits until it runs.
     *
     * @param restore URI of a checkpoint or savepoint to start from; null starts with no state
     * @return its id
     * @throws CommandFailure when it ends, or does not run in time
     */
    String start(Submission job, String restore, Duration timeout) throws InterruptedException {
        String uploaded = rest.upload(job.jar());
        String id;
        try {
            id = rest.post("/jars/" + uploaded + "/run", job.request(restore))
                    .path("jobid")
                    .asText();
        } finally {
            rest.delete("/jars/" + uploaded);
        }
        awaitRunning(id, timeout);
        return id;
    }

    /**
     * Takes a savepoint and stops the job.
     *
     * @param folder where savepoints go; null for the cluster's own
     * @return the savepoint's URI
     * @throws CommandFailure when the savepoint fails, in which case the job goes on
     */
    String stop(FlinkJob job, String folder, Duration timeout) throws InterruptedException {
        ObjectNode request = JSON.createObjectNode().put("drain", false).put("formatType", "CANONICAL");
        if (folder != null) {
            request.put("targetDirectory", folder);
        }
        String trigger = rest.post("/jobs/" + job.id() + "/stop", request)
                .path("request-id")
                .asText();
        String savepoint = savepoint(job, trigger, timeout);
        awaitEnd(job, timeout);
        return savepoint;
    }

    private String savepoint(FlinkJob job, String trigger, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (System.nanoTime() < deadline) {
            JsonNode answer = rest.get("/jobs/" + job.id() + "/savepoints/" + trigger);
            if (answer.path("status").path("id").asText().equals("COMPLETED")) {
                JsonNode operation = answer.path("operation");
                if (operation.has("location")) {
                    return operation.path("location").asText();
                }
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "the savepoint failed and the job goes on: "
                                + RefusalText.of(operation
                                        .path("failure-cause")
                                        .path("stack-trace")
                                        .asText()));
            }
            Thread.sleep(POLL.toMillis());
        }
        throw new CommandFailure(
                ExitCode.FAILED,
                "the savepoint is not complete after " + timeout.toSeconds() + " s; the job may stop yet");
    }

    private void awaitEnd(FlinkJob job, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!state(job.id()).ended()) {
            if (System.nanoTime() > deadline) {
                throw new CommandFailure(ExitCode.FAILED, "job " + job.id() + " has its savepoint and does not end");
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    private void awaitRunning(String id, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            FlinkJob job = state(id);
            if (processes(job)) {
                return;
            }
            if (job.ended()) {
                throw new CommandFailure(ExitCode.FAILED, "job " + id + " is " + job.state() + ": " + failure(id));
            }
            if (System.nanoTime() > deadline) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "job " + id + " does not run after " + timeout.toSeconds() + " s; are there free task slots? "
                                + failure(id));
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    private boolean allTasksRun(String id) {
        JsonNode vertices = rest.get("/jobs/" + id).path("vertices");
        for (JsonNode vertex : vertices) {
            if (!vertex.path("status").asText().equals("RUNNING")) {
                return false;
            }
        }
        return !vertices.isEmpty();
    }

    private FlinkJob state(String id) {
        JsonNode job = rest.get("/jobs/" + id);
        return new FlinkJob(id, job.path("name").asText(), job.path("state").asText());
    }

    private String failure(String id) {
        JsonNode newest = rest.get("/jobs/" + id + "/exceptions")
                .path("exceptionHistory")
                .path("entries")
                .path(0);
        String trace = newest.path("stacktrace").asText();
        return trace.isEmpty() ? "no failure is reported" : RefusalText.of(trace);
    }
}
