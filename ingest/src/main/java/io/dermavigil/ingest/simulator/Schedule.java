package io.dermavigil.ingest.simulator;

import io.dermavigil.ingest.simulator.RandomStream.Topic;
import org.apache.commons.rng.sampling.distribution.DiscreteSampler;

/**
 * On which days the sessions of each course take place: courses begin evenly over the period and the months before it, so
 * that the first days already see patients in the middle of theirs. Not thread-safe.
 */
final class Schedule {

    /** The longest course. */
    static final int MOST_VISITS = 8;

    private static final double[] WEIGHT_OF_LENGTH = {0.08, 0.12, 0.18, 0.24, 0.21, 0.10, 0.04, 0.03};
    private static final int MONTHS_BEFORE_DAYS = 240;
    private static final int WEEKS_BETWEEN_DAYS = 28;
    private static final double SPREAD_BETWEEN_DAYS = 4;
    private static final int LEAST_BETWEEN_DAYS = 14;
    private static final double BREAK_SHARE = 0.05;
    /** Drawn this often more than needed; what is over is thinned out evenly, as sessions that nobody recorded. */
    private static final double MARGIN = 1.01;

    private final Draws draws;
    private final DiscreteSampler length;
    private final int firstDay;
    private final int lastDay;
    private final long courses;
    private final long planned;
    private final int[] days = new int[MOST_VISITS];

    Schedule(SimulationConfig config, Draws draws) {
        this.draws = draws;
        this.length = draws.weighted(WEIGHT_OF_LENGTH);
        this.firstDay = Math.toIntExact(config.firstDay().toEpochDay());
        this.lastDay = Math.toIntExact(config.lastDay().toEpochDay());
        long enough = coursesFor(config.sessions());
        this.courses = enough;
        this.planned = sessionsOf(enough);
    }

    /** Number of courses; indexes run from 0 in the order of their first session. */
    long courses() {
        return courses;
    }

    /** Number of sessions of all courses within the period: at least as many as were asked for. */
    long planned() {
        return planned;
    }

    boolean inPeriod(int day) {
        return day >= firstDay && day <= lastDay;
    }

    /**
     * The days of a course.
     *
     * @param course index, 0..{@link #courses()}
     * @return how many of {@link #day} are set
     */
    int lay(long course) {
        return lay(course, courses);
    }

    /** Epoch day of a visit, counted from 0, of the course laid last. */
    int day(int visit) {
        return days[visit];
    }

    private int lay(long course, long of) {
        draws.random().restart(Topic.SCHEDULE, course, 0);
        long window = lastDay - firstDay + 1L + MONTHS_BEFORE_DAYS;
        double start = firstDay - MONTHS_BEFORE_DAYS + (course + draws.fraction()) / of * window;
        int visits = length.sample() + 1;
        int day = (int) Math.floor(start);
        for (int visit = 0; visit < visits; visit++) {
            days[visit] = isSunday(day) ? day + 1 : day;
            day += between();
        }
        return visits;
    }

    private int between() {
        int usual = Math.max(
                LEAST_BETWEEN_DAYS, (int) Math.round(WEEKS_BETWEEN_DAYS + SPREAD_BETWEEN_DAYS * draws.gaussian()));
        return draws.chance(BREAK_SHARE) ? usual + draws.between(WEEKS_BETWEEN_DAYS, 2 * WEEKS_BETWEEN_DAYS) : usual;
    }

    private long coursesFor(long sessions) {
        long tried = Math.max(16, sessions / ReactionRates.SESSIONS_A_COURSE);
        long found = sessionsOf(tried);
        while (found < sessions) {
            double shortBy = (double) sessions / Math.max(1, found);
            tried = (long) (tried * Math.min(8, shortBy * MARGIN)) + 1;
            found = sessionsOf(tried);
        }
        return tried;
    }

    private long sessionsOf(long of) {
        long sessions = 0;
        for (long course = 0; course < of; course++) {
            int visits = lay(course, of);
            for (int visit = 0; visit < visits; visit++) {
                sessions += inPeriod(days[visit]) ? 1 : 0;
            }
        }
        return sessions;
    }

    /** Epoch day 0 was a Thursday. */
    private static boolean isSunday(int day) {
        return Math.floorMod(day + 4, 7) == 0;
    }
}
