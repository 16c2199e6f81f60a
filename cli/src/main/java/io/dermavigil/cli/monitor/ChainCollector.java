package io.dermavigil.cli.monitor;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** Answers a scrape from what is known, without asking anybody. */
final class ChainCollector implements MultiCollector {

    private final LatestState latest;
    private final int maxClinics;

    /**
     * A collector.
     *
     * @param latest what is known
     * @param maxClinics greatest number of clinics, and of clinics' worth of topics, that get series of their own
     */
    ChainCollector(LatestState latest, int maxClinics) {
        this.latest = latest;
        this.maxClinics = maxClinics;
    }

    @Override
    public MetricSnapshots collect() {
        Families families = new Families();
        families.add(MonitorMetric.BROKER_REACHABLE, latest.isReachable() ? 1 : 0);
        families.add(MonitorMetric.CAUGHT_UP, latest.isCaughtUp() ? 1 : 0);
        latest.state().ifPresent(state -> {
            PipelineSeries.add(state, maxClinics, families);
            ClinicSeries.add(state.clinics(), maxClinics, families);
            OutcomeSeries.add(state, families);
        });
        return families.snapshots();
    }
}
