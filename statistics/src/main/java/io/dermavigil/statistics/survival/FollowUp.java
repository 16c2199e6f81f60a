package io.dermavigil.statistics.survival;

import java.util.Map;
import java.util.OptionalDouble;

/** How long sessions have been followed, from their ages: the days since the treatment. */
public final class FollowUp {

    private FollowUp() {}

    /**
     * The number of sessions that are at least {@code day} days old, for each day from 0 to {@code lastDay}: only they
     * can have shown something on that day.
     *
     * @param sessionsByAge from age in days to sessions; sessions of a negative age are not old enough for any day
     * @param lastDay last day, at least 0
     */
    public static long[] oldEnough(Map<Integer, Long> sessionsByAge, int lastDay) {
        long[] oldEnough = new long[lastDay + 1];
        sessionsByAge.forEach((age, sessions) -> {
            if (age >= 0) {
                oldEnough[Math.min(age, lastDay)] += sessions;
            }
        });
        for (int day = lastDay - 1; day >= 0; day--) {
            oldEnough[day] += oldEnough[day + 1];
        }
        return oldEnough;
    }

    /**
     * The mean share of the follow-up that has elapsed; empty without sessions.
     *
     * @param sessionsByAge from age in days to sessions; a negative age counts as 0
     * @param windowDays length of the follow-up in days, at least 1
     */
    public static OptionalDouble elapsedShare(Map<Integer, Long> sessionsByAge, int windowDays) {
        long sessions = 0;
        double elapsed = 0;
        for (var entry : sessionsByAge.entrySet()) {
            sessions += entry.getValue();
            elapsed += entry.getValue() * Math.min(Math.max(entry.getKey(), 0), windowDays);
        }
        return sessions == 0 ? OptionalDouble.empty() : OptionalDouble.of(elapsed / windowDays / sessions);
    }
}
