package io.dermavigil.containers;

import java.time.Duration;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/** Whether a container engine and Compose answer here. */
public final class EngineCondition implements ExecutionCondition {

    private static String missing;

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String reason = missing();
        return reason.isEmpty()
                ? ConditionEvaluationResult.enabled("a container engine answers")
                : ConditionEvaluationResult.disabled(reason);
    }

    private static synchronized String missing() {
        if (missing == null) {
            missing = find();
            if (!missing.isEmpty()) {
                // a skipped suite must not look like a passed one
                System.err.println("CONTAINER TESTS SKIPPED: " + missing);
            }
        }
        return missing;
    }

    private static String find() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return "no container engine answers";
        }
        return Shell.run(Duration.ofSeconds(20), "docker", "compose", "version").code() == 0
                ? ""
                : "docker compose (version 2) is missing";
    }
}
