package io.dermavigil.jobs.accounts;

import java.util.List;

/** The bands in which ratings are counted: overall, by weeks after treatment, by number of the session in its course. */
public final class RatingBands {

    /** No band. */
    public static final int NONE = -1;
    /** Every rated session. */
    public static final int OVERALL = 0;

    /** Names of the bands of weeks, in order. */
    public static final List<String> WEEKS = List.of("0-1", "2-4", "5-8", "9-12", "13+");
    /** Names of the bands of session numbers, in order. */
    public static final List<String> SESSION_NUMBERS = List.of("1", "2", "3", "4+");

    private static final int FIRST_WEEKS = 1;
    private static final int FIRST_SESSION_NUMBER = FIRST_WEEKS + WEEKS.size();
    private static final int[] LAST_WEEK = {1, 4, 8, 12, Integer.MAX_VALUE};

    private RatingBands() {}

    /** The band of weeks; {@link #NONE} for a negative day. */
    public static int ofDay(int daysAfterTreatment) {
        if (daysAfterTreatment < 0) {
            return NONE;
        }
        int week = daysAfterTreatment / 7;
        int band = 0;
        while (week > LAST_WEEK[band]) {
            band++;
        }
        return FIRST_WEEKS + band;
    }

    /** The band of a session's number; {@link #NONE} for 0, not recorded. */
    public static int ofSessionNumber(int number) {
        return number < 1 ? NONE : FIRST_SESSION_NUMBER + Math.min(number, SESSION_NUMBERS.size()) - 1;
    }

    /** The band with a place in {@link #WEEKS}. */
    public static int weeks(int place) {
        return FIRST_WEEKS + place;
    }

    /** The band with a place in {@link #SESSION_NUMBERS}. */
    public static int sessionNumber(int place) {
        return FIRST_SESSION_NUMBER + place;
    }
}
