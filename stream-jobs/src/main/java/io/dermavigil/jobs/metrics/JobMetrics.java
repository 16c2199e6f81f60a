package io.dermavigil.jobs.metrics;

import org.apache.flink.metrics.MetricGroup;

/**
 * The group of all metrics of ours, listed in {@code docs/metrics.md}. None may be labelled by patient or clinic: a label
 * of a patient would tell who was treated, and one of a clinic would multiply every series by the size of the chain.
 */
public final class JobMetrics {

    private static final String GROUP = "dermavigil";

    private JobMetrics() {}

    /** Our group of an operator. */
    public static MetricGroup of(MetricGroup operator) {
        return operator.addGroup(GROUP);
    }
}
