package io.dermavigil.jobs.accounts;

import io.dermavigil.jobs.metrics.JobMetrics;
import io.dermavigil.schemas.topics.TopicCatalogue;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What the accounts have done since they started. Written by the task's thread only. */
final class AccountMetrics {

    /** Labels by topic; Flink's reporter turns any dot or dash of a label into an underscore. */
    private static final Map<String, String> LABELS = Map.of(
            TopicCatalogue.SIDE_EFFECTS, "side_effects",
            TopicCatalogue.SATISFACTION, "satisfaction",
            TopicCatalogue.CLINICS, "clinics");

    private final Counter changed;
    private final Counter opened;
    private final Counter emptied;
    private final Map<String, Counter> rows = new HashMap<>();

    AccountMetrics(MetricGroup operator) {
        MetricGroup group = JobMetrics.of(operator);
        changed = group.counter("accounts_changed");
        opened = group.counter("accounts_opened");
        emptied = group.counter("accounts_emptied");
        LABELS.forEach((topic, label) ->
                rows.put(topic, group.addGroup("summary", label).counter("rows")));
    }

    void changed(Counts before, Counts after) {
        changed.inc();
        if (before.isEmpty()) {
            opened.inc();
        }
        if (after.isEmpty()) {
            emptied.inc();
        }
    }

    /**
     * A row was written.
     *
     * @param topic plain name of its topic
     */
    void written(String topic) {
        rows.get(topic).inc();
    }
}
