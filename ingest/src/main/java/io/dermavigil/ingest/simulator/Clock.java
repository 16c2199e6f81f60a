package io.dermavigil.ingest.simulator;

/** Days and milliseconds of the epoch, UTC. */
final class Clock {

    static final long MINUTE = 60_000L;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;
    static final long WEEK = 7 * DAY;

    private Clock() {}

    /** The millisecond of a minute of a day. */
    static long at(int day, int minute) {
        return day * DAY + minute * MINUTE;
    }

    static int day(long millis) {
        return (int) Math.floorDiv(millis, DAY);
    }

    /** The last millisecond of a day. */
    static long endOf(long day) {
        return (day + 1) * DAY - 1;
    }
}
