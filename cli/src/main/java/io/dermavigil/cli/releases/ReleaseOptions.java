package io.dermavigil.cli.releases;

import io.dermavigil.serving.release.ReleaseCalendar;
import io.dermavigil.serving.release.ThresholdChoice;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** When a process that serves makes releases, and with which threshold. */
public final class ReleaseOptions {

    @Option(
            names = "--release-calendar",
            paramLabel = "WHEN",
            description = "When releases are made: ${COMPLETION-CANDIDATES} (default: monthly).")
    private ReleaseCalendar calendar;

    @Mixin
    private ThresholdOption threshold;

    /** When releases are made. */
    public ReleaseCalendar calendar() {
        return calendar == null ? ReleaseCalendar.MONTHLY : calendar;
    }

    /**
     * With which threshold.
     *
     * @throws picocli.CommandLine.ParameterException when there can be no such threshold
     */
    public ThresholdChoice threshold(CommandSpec spec) {
        return threshold.choice(spec);
    }

    /** Whether anything was said. */
    public boolean isGiven() {
        return calendar != null || threshold.isGiven();
    }
}
