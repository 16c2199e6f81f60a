package io.dermavigil.jobs.intake;

import io.dermavigil.jobs.metrics.JobMetrics;
import io.dermavigil.pipeline.RejectReason;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * What an intake has seen since it started. Every reason is there from the start, so that a rate is right from the first
 * reject on. Written by the task's thread only.
 */
final class IntakeMetrics {

    private final Counter read;
    private final Counter accepted;
    private final Counter erased;
    private final Map<RejectReason, Counter> rejected = new EnumMap<>(RejectReason.class);
    private final AtomicLong newestRecordedAt = new AtomicLong();

    IntakeMetrics(MetricGroup operator) {
        MetricGroup group = JobMetrics.of(operator);
        read = group.counter("records_read");
        accepted = group.counter("records_accepted");
        erased = group.counter("records_erased");
        for (RejectReason reason : RejectReason.values()) {
            rejected.put(reason, group.addGroup("reason", reason.name()).counter("records_rejected"));
        }
        group.<Long, Gauge<Long>>gauge("newest_recorded_at_ms", newestRecordedAt::get);
    }

    void read() {
        read.inc();
    }

    void accepted(Instant recordedAt) {
        accepted.inc();
        long millis = recordedAt.toEpochMilli();
        if (millis > newestRecordedAt.getPlain()) {
            newestRecordedAt.setOpaque(millis);
        }
    }

    void erased() {
        erased.inc();
    }

    void rejected(RejectReason reason) {
        rejected.get(reason).inc();
    }
}
