package io.dermavigil.containers;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.jobs.FlinkRest;
import java.time.Duration;
import java.util.Optional;

/** The outcomes job, as the job manager sees it. */
final class Jobs {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Jobs() {}

    /** Whether all of its tasks run. */
    static boolean isRunning(ComposeStack stack) {
        try {
            FlinkRest flink = stack.flink();
            return running(flink)
                    .map(id -> flink.get("/jobs/" + id).path("vertices"))
                    .filter(Jobs::allRun)
                    .isPresent();
        } catch (CommandFailure e) {
            // a job manager that is away runs nothing
            return false;
        }
    }

    static void awaitRunning(ComposeStack stack) {
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> isRunning(stack));
    }

    /** How many checkpoints of the present job have failed; 0 while there is none. */
    static long failedCheckpoints(ComposeStack stack) {
        try {
            FlinkRest flink = stack.flink();
            return running(flink)
                    .map(id -> flink.get("/jobs/" + id + "/checkpoints")
                            .path("counts")
                            .path("failed")
                            .asLong())
                    .orElse(0L);
        } catch (CommandFailure e) {
            return 0;
        }
    }

    /** Its present id. */
    static Optional<String> id(ComposeStack stack) {
        return running(stack.flink());
    }

    private static Optional<String> running(FlinkRest flink) {
        for (JsonNode job : flink.get("/jobs/overview").path("jobs")) {
            if (job.path("state").asText().equals("RUNNING")) {
                return Optional.of(job.path("jid").asText());
            }
        }
        return Optional.empty();
    }

    private static boolean allRun(JsonNode vertices) {
        for (JsonNode vertex : vertices) {
            if (!vertex.path("status").asText().equals("RUNNING")) {
                return false;
            }
        }
        return !vertices.isEmpty();
    }
}
