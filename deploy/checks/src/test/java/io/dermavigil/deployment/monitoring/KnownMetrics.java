package io.dermavigil.deployment.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Metrics that a rule or a dashboard may ask for: those of docs/metrics.md, and a few of others. */
final class KnownMetrics {

    private static final Path DOCUMENT = Path.of(System.getProperty("deploy.folder"), "../docs/metrics.md");
    private static final String OF_OPERATORS = "flink_taskmanager_job_task_operator_dermavigil_";
    private static final Set<String> OF_OTHERS = Set.of(
            "up",
            "kafka_server_replicamanager_underreplicatedpartitions",
            "kubelet_volume_stats_available_bytes",
            "kubelet_volume_stats_capacity_bytes");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

    private static final Pattern DOCUMENTED = Pattern.compile("^\\| `([a-zA-Z_]+)` \\|", Pattern.MULTILINE);
    private static final Pattern SELECTION = Pattern.compile("\"[^\"]*\"|\\{[^}]*}|\\[[^]]*]");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
    private static final Pattern NAME = Pattern.compile("\\b[a-zA-Z_][a-zA-Z0-9_]*\\b(?!\\s*\\()");

    private KnownMetrics() {}

    /** The metrics in a PromQL expression that nobody serves. */
    static Set<String> unknownIn(String expression) throws IOException {
        Set<String> unknown = new HashSet<>(namesIn(expression));
        Set<String> documented = documented();
        unknown.removeIf(name -> OF_OTHERS.contains(name)
                || documented.contains(name)
                || (name.startsWith(OF_OPERATORS) && documented.contains(name.substring(OF_OPERATORS.length()))));
        return unknown;
    }

    static Set<String> namesIn(String expression) {
        Set<String> names = new HashSet<>();
        String bare = SELECTION.matcher(expression).replaceAll("");
        // what stands before a "by (...)" is a function, too
        Matcher matcher = NAME.matcher(GROUPING.matcher(bare).replaceAll("("));
        while (matcher.find()) {
            if (!WORDS.contains(matcher.group())) {
                names.add(matcher.group());
            }
        }
        return names;
    }

    private static Set<String> documented() throws IOException {
        Set<String> names = new HashSet<>();
        Matcher matcher = DOCUMENTED.matcher(Files.readString(DOCUMENT));
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
