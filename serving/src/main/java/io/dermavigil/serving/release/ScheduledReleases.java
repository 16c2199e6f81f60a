package io.dermavigil.serving.release;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the releases of a calendar while a serving process runs. */
public final class ScheduledReleases implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduledReleases.class);
    private static final Duration LOOK_INTERVAL = Duration.ofMinutes(10);
    private static final Duration END_WITHIN = Duration.ofSeconds(60);

    private final Releases releases;
    private final ReleaseCalendar calendar;
    private final ThresholdChoice threshold;
    private final BooleanSupplier complete;
    private final Clock clock;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(ScheduledReleases::daemon);

    ScheduledReleases(
            Releases releases,
            ReleaseCalendar calendar,
            ThresholdChoice threshold,
            BooleanSupplier complete,
            Clock clock) {
        this.releases = releases;
        this.calendar = calendar;
        this.threshold = threshold;
        this.complete = complete;
        this.clock = clock;
    }

    /**
     * Starts to look every ten minutes whether a release is due.
     *
     * @param complete whether the store holds everything that the topics do; until then a release that is due waits
     */
    public static ScheduledReleases start(
            Releases releases, ReleaseCalendar calendar, ThresholdChoice threshold, BooleanSupplier complete) {
        ScheduledReleases scheduled = new ScheduledReleases(releases, calendar, threshold, complete, Clock.systemUTC());
        scheduled.thread.scheduleWithFixedDelay(
                scheduled::look, LOOK_INTERVAL.toSeconds(), LOOK_INTERVAL.toSeconds(), TimeUnit.SECONDS);
        return scheduled;
    }

    /** Makes a release if one is due; a failure is logged, and the next look tries again. */
    void look() {
        try {
            if (complete.getAsBoolean() && isDue()) {
                Release made = releases.make(threshold);
                LOG.info(
                        "release {} made: {} counts shown, {} carried, {} suppressed",
                        made.number(),
                        made.shown(),
                        made.carried(),
                        made.suppressed());
            }
        } catch (ReleaseException e) {
            LOG.warn("the release that is due was not made: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("the release that is due was not made", e);
        }
    }

    private boolean isDue() {
        return calendar.isDue(releases.calendarFrom(), clock.instant());
    }

    /** Stops looking; a release that is being made is made. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(END_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("a release is still being made; it ends with the connection");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread made = new Thread(work, "releases");
        made.setDaemon(true);
        return made;
    }
}
