package io.dermavigil.cli.monitor;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects the values of one scrape by metric. */
final class Families {

    private static final double MILLIS = 1000.0;

    private final Map<MonitorMetric, List<Point>> points = new EnumMap<>(MonitorMetric.class);

    private record Point(Labels labels, double value) {}

    /**
     * Adds a value.
     *
     * @param labelValues in the order of the metric's labels; null where a label does not apply
     */
    void add(MonitorMetric metric, double value, String... labelValues) {
        points.computeIfAbsent(metric, m -> new ArrayList<>()).add(new Point(labels(metric, labelValues), value));
    }

    /** Adds a number of records, sessions and the like: far below where a double would lose some. */
    void addCount(MonitorMetric metric, long count, String... labelValues) {
        add(metric, (double) count, labelValues);
    }

    /** Adds a time, as seconds since 1970; nothing when there is none. */
    void addTime(MonitorMetric metric, Instant time, String... labelValues) {
        if (time != null) {
            add(metric, time.toEpochMilli() / MILLIS, labelValues);
        }
    }

    private static Labels labels(MonitorMetric metric, String... values) {
        if (values.length != metric.labels().size()) {
            throw new IllegalArgumentException(metric + " has the labels " + metric.labels());
        }
        List<String> names = new ArrayList<>(values.length);
        List<String> given = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                names.add(metric.labels().get(i));
                given.add(values[i]);
            }
        }
        return Labels.of(names, given);
    }

    /** Everything that was added, in the order of the metrics. */
    MetricSnapshots snapshots() {
        List<MetricSnapshot> snapshots = new ArrayList<>(points.size());
        points.forEach((metric, values) -> snapshots.add(
                metric.kind() == MonitorMetric.Kind.COUNTER ? counter(metric, values) : gauge(metric, values)));
        return new MetricSnapshots(snapshots);
    }

    private static MetricSnapshot counter(MonitorMetric metric, List<Point> values) {
        CounterSnapshot.Builder counter =
                CounterSnapshot.builder().name(metric.baseName()).help(metric.help());
        values.forEach(point -> counter.dataPoint(CounterDataPointSnapshot.builder()
                .labels(point.labels())
                .value(point.value())
                .build()));
        return counter.build();
    }

    private static MetricSnapshot gauge(MonitorMetric metric, List<Point> values) {
        GaugeSnapshot.Builder gauge =
                GaugeSnapshot.builder().name(metric.baseName()).help(metric.help());
        values.forEach(point -> gauge.dataPoint(GaugeDataPointSnapshot.builder()
                .labels(point.labels())
                .value(point.value())
                .build()));
        return gauge.build();
    }
}
