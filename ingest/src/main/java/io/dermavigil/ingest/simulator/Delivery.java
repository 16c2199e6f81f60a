package io.dermavigil.ingest.simulator;

import io.dermavigil.ingest.simulator.RandomStream.Topic;

/** When a record leaves the clinic: complaints at once, quiet records with the weekly upload, some late, none while offline. */
final class Delivery {

    private static final double OFFLINE_WEEK_SHARE = 0.02;
    private static final int LATE_LEAST_DAYS = 7;
    private static final int LATE_MOST_DAYS = 56;
    private static final double SOON_SHARE = 0.9;
    private static final double SOON_HOURS = 6;
    private static final int SLOW_MOST_DAYS = 10;
    private static final int PROMPT_MOST_MINUTES = 30;

    private final Draws draws;
    private final double late;
    private final double duplicates;
    private final long end;

    Delivery(SimulationConfig config, Draws draws) {
        this.draws = draws;
        this.late = config.shares().late();
        this.duplicates = config.shares().duplicates();
        this.end = Clock.endOf(config.lastDay().toEpochDay());
    }

    /** The last millisecond of the period. */
    long end() {
        return end;
    }

    /**
     * When a record leaves.
     *
     * @param recordedAt epoch millisecond, within the period
     * @param prompt whether it is a complaint
     * @return epoch millisecond, from recordedAt to the end of the period
     */
    long publishedAt(Clinic clinic, long recordedAt, boolean prompt) {
        long time = prompt
                ? recordedAt + draws.between(1, PROMPT_MOST_MINUTES) * Clock.MINUTE
                : nextUpload(clinic, recordedAt);
        if (draws.chance(late)) {
            time += draws.between(LATE_LEAST_DAYS * 24, LATE_MOST_DAYS * 24) * Clock.HOUR;
        }
        return Math.min(end, afterOutage(clinic, time));
    }

    /** When a record published at some time is delivered again, or {@link Revision#NEVER}. */
    long redeliveredAt(long publishedAt) {
        if (!draws.chance(duplicates)) {
            return Revision.NEVER;
        }
        long after = draws.chance(SOON_SHARE)
                ? (long) (draws.gamma(SOON_HOURS) * Clock.HOUR)
                : draws.between(1, SLOW_MOST_DAYS) * Clock.DAY;
        return Math.min(end, publishedAt + after);
    }

    private static long nextUpload(Clinic clinic, long time) {
        long ofWeek = clinic.uploadDay() * Clock.DAY + clinic.uploadMinute() * Clock.MINUTE;
        return time + Math.floorMod(ofWeek - time, Clock.WEEK);
    }

    private long afterOutage(Clinic clinic, long time) {
        long week = Math.floorDiv(time, Clock.WEEK);
        if (!offline(clinic, week)) {
            return time;
        }
        while (offline(clinic, week)) {
            week++;
        }
        return week * Clock.WEEK + draws.between(0, (int) (Clock.DAY / Clock.MINUTE)) * Clock.MINUTE;
    }

    private boolean offline(Clinic clinic, long week) {
        return draws.random().fraction(Topic.OUTAGE, clinic.index(), week) < OFFLINE_WEEK_SHARE;
    }
}
