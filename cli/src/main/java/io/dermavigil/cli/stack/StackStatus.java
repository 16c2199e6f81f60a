package io.dermavigil.cli.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dermavigil.cli.checkpoints.RestorePoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What can be said of a running stack from outside.
 *
 * @param stack what it says of itself
 * @param checkpoint its newest checkpoint; empty before the first one
 * @param topics progress by topic of clinic events
 * @param at when this was looked up
 */
record StackStatus(
        StackFile stack, Optional<RestorePoint> checkpoint, SortedMap<String, SourceProgress> topics, Instant at) {

    private static final JsonMapper JSON = new JsonMapper();

    static StackStatus of(DataFolder data) {
        StackFile stack = StackFile.ofRunning(data.path());
        Optional<RestorePoint> checkpoint =
                RestorePoint.under(data.checkpoints()).stream().max(Comparator.comparingLong(RestorePoint::id));
        return new StackStatus(stack, checkpoint, SourceProgress.read(stack.bootstrap()), Instant.now());
    }

    private Optional<Double> checkpointAgeSeconds() {
        return checkpoint.map(point ->
                Math.max(0, Duration.between(point.completedAt(), at).toMillis() / 1000.0));
    }

    /** For people. */
    String table() {
        StringBuilder table = new StringBuilder();
        line(table, "pid", Long.toString(stack.pid()));
        line(table, "broker", stack.bootstrap());
        line(table, "started", stack.startedAt().toString());
        line(table, "restored from", stack.restoredFrom() == null ? "nothing" : stack.restoredFrom());
        line(table, "job", stack.job());
        line(table, "store", stack.store() == null ? "none" : stack.store());
        line(table, "dashboard", stack.dashboard() == null ? "none" : stack.dashboard());
        line(
                table,
                "checkpoint",
                checkpointAgeSeconds().map("%.1f s ago"::formatted).orElse("none yet"));
        table.append("%n%-32s %12s %12s %12s%n".formatted("topic", "events", "contained", "behind"));
        topics.forEach((name, topic) ->
                table.append("%-32s %12d %12d %12d%n".formatted(name, topic.end(), topic.contained(), topic.behind())));
        return table.toString();
    }

    private static void line(StringBuilder table, String name, String value) {
        table.append("%-14s %s%n".formatted(name, value));
    }

    /** One object on one line, for programs. */
    String json() throws JsonProcessingException {
        ObjectNode status = JSON.createObjectNode()
                .put("pid", stack.pid())
                .put("bootstrap", stack.bootstrap())
                .put("startedAt", stack.startedAt().toString())
                .put("restoredFrom", stack.restoredFrom())
                .put("job", stack.job())
                .put("store", stack.store())
                .put("dashboard", stack.dashboard())
                .put("checkpointAgeSeconds", checkpointAgeSeconds().orElse(null));
        ObjectNode progress = status.putObject("topics");
        for (Map.Entry<String, SourceProgress> topic : topics.entrySet()) {
            progress.putObject(topic.getKey())
                    .put("end", topic.getValue().end())
                    .put("contained", topic.getValue().contained())
                    .put("behind", topic.getValue().behind());
        }
        return JSON.writeValueAsString(status);
    }
}
