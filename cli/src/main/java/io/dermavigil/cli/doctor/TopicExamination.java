package io.dermavigil.cli.doctor;

import io.dermavigil.schemas.topics.ClinicTopic;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.topics.TopicSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.TopicDescription;

/** Compares the topics of a cluster with the catalogue. Pure: what the cluster says is given. */
final class TopicExamination {

    private static final int SAFE_REPLICATION = 3;

    private final Map<String, TopicDescription> topics;
    private final Map<String, Map<String, String>> settings;
    private final int brokers;
    private final List<Verdict> verdicts = new ArrayList<>();

    /**
     * An examination.
     *
     * @param topics every topic that was found, by name
     * @param settings settings of the topics, by topic and name; empty when they may not be seen
     * @param brokers number of brokers
     */
    TopicExamination(Map<String, TopicDescription> topics, Map<String, Map<String, String>> settings, int brokers) {
        this.topics = topics;
        this.settings = settings;
        this.brokers = brokers;
    }

    /** Examines the topics that a generation needs, and those of clinics that write to their own. */
    List<Verdict> examine(List<TopicSpec> needed) {
        Map<String, TopicSpec> specs = new TreeMap<>();
        needed.forEach(spec -> specs.put(spec.name(), spec));
        topics.keySet().stream()
                .flatMap(name -> ClinicTopic.parse(name).stream())
                .filter(topic -> topic.owner() != null)
                .flatMap(topic -> TopicCatalogue.ofClinic(topic.owner()).stream())
                .forEach(spec -> specs.put(spec.name(), spec));
        specs.values().forEach(this::examine);
        replication(specs);
        if (settings.isEmpty()) {
            verdicts.add(Verdict.warn("topics", "this user may not see their settings", "run as the operator"));
        }
        if (verdicts.isEmpty()) {
            verdicts.add(Verdict.ok("topics", specs.size() + " topics are as they should be"));
        }
        return verdicts;
    }

    private void examine(TopicSpec spec) {
        TopicDescription found = topics.get(spec.name());
        if (found == null) {
            fail(spec.name() + " is missing", "make it with: dermavigil provision, or dermavigil generations prepare");
            return;
        }
        boolean free = ClinicTopic.parse(spec.name()).isPresent();
        if (!free && found.partitions().size() != spec.partitions()) {
            fail(
                    spec.name() + " has " + found.partitions().size() + " partitions instead of " + spec.partitions(),
                    "rows are spread by key over them, so the number can never change: prepare the next generation of"
                            + " summaries and switch to it");
        }
        long leaderless = found.partitions().stream()
                .filter(partition ->
                        partition.leader() == null || partition.leader().isEmpty())
                .count();
        if (leaderless > 0) {
            fail(spec.name() + " has " + leaderless + " partitions without a leader", "bring their brokers back");
        }
        Map<String, String> actual = settings.getOrDefault(spec.name(), Map.of());
        spec.config().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(wanted -> actual.containsKey(wanted.getKey())
                        && !actual.get(wanted.getKey()).equals(wanted.getValue()))
                .forEach(wanted -> fail(
                        spec.name() + " has " + wanted.getKey() + "=" + actual.get(wanted.getKey()) + " instead of "
                                + wanted.getValue(),
                        "set it back, for example with kafka-configs; until then " + consequence(wanted.getKey())));
    }

    private static String consequence(String setting) {
        return switch (setting) {
            case "cleanup.policy" -> "events or rows can be lost";
            case "message.timestamp.type" -> "freshness and the check for future dates depend on clinics' clocks";
            case "retention.ms" -> "rejects are kept for another time than documented";
            default -> "large records are refused instead of rejected";
        };
    }

    private void replication(Map<String, TopicSpec> specs) {
        int least = specs.keySet().stream()
                .filter(topics::containsKey)
                .flatMap(name -> topics.get(name).partitions().stream())
                .map(partition -> partition.replicas().size())
                .min(Comparator.naturalOrder())
                .orElse(SAFE_REPLICATION);
        if (least < Math.min(SAFE_REPLICATION, brokers)) {
            verdicts.add(
                    Verdict.warn(
                            "topics",
                            "some have only " + least + " replicas on " + brokers + " brokers",
                            "raise the replicas, for example with kafka-reassign-partitions: clinics' events are the only copy"));
        }
        settings.forEach((topic, actual) -> {
            int inSync = Integer.parseInt(actual.getOrDefault("min.insync.replicas", "1"));
            if (specs.containsKey(topic) && inSync > least) {
                fail(topic + " wants " + inSync + " replicas in sync and has " + least, "lower min.insync.replicas");
            } else if (specs.containsKey(topic) && least >= SAFE_REPLICATION && inSync < 2) {
                verdicts.add(Verdict.warn(
                        "topics",
                        topic + " acknowledges what a single broker has",
                        "set min.insync.replicas=2: an acknowledged event must survive the loss of a broker"));
            }
        });
        long behind = specs.keySet().stream()
                .filter(topics::containsKey)
                .flatMap(name -> topics.get(name).partitions().stream())
                .filter(partition ->
                        partition.isr().size() < partition.replicas().size())
                .count();
        if (behind > 0) {
            verdicts.add(Verdict.warn(
                    "topics", behind + " partitions have replicas out of sync", "see which broker is down or slow"));
        }
    }

    private void fail(String finding, String advice) {
        verdicts.add(Verdict.fail("topics", finding, advice));
    }
}
