package io.dermavigil.cli.access;

import java.util.Locale;

/** What a principal is there for; its rights follow from it. */
public enum Role {
    /** The Flink jobs: read clinic topics, write everything that is counted. */
    JOBS,
    /** The serving layer: reads what people look at, writes their decisions. */
    SERVING,
    /** The exporter of metrics: reads summaries and progress. */
    MONITOR,
    /** A trusted writer of the shared clinic topics. */
    PUBLISHER,
    /** A clinic that writes to its own topics. */
    CLINIC;

    /** As it stands in principal names and tables. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
