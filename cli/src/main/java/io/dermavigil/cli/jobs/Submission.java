package io.dermavigil.cli.jobs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;

/**
 * A job to submit.
 *
 * @param jar of the job
 * @param options of the job
 * @param parallelism null for the cluster's default
 * @param state URI of the folder for its checkpoints and savepoints; null for the cluster's
 */
record Submission(Path jar, Map<String, String> options, Integer parallelism, String state) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Name of the job on the cluster. */
    String jobName() {
        return JobOptions.jobName(options);
    }

    /**
     * What Flink's REST interface wants.
     *
     * @param restore URI of a checkpoint or savepoint to start from; null starts with no state
     */
    ObjectNode request(String restore) {
        ObjectNode request = JSON.createObjectNode().put("allowNonRestoredState", false);
        options.forEach((name, value) -> request.withArray("programArgsList").add(name + "=" + value));
        if (restore != null) {
            request.put("savepointPath", restore);
        }
        if (parallelism != null) {
            request.put("parallelism", parallelism);
        }
        if (state != null) {
            request.withObject("flinkConfiguration")
                    .put("execution.checkpointing.dir", state)
                    .put("execution.checkpointing.savepoint-dir", state);
        }
        return request;
    }
}
