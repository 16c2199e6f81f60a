package io.dermavigil.jobs.accounts;

import io.dermavigil.events.ReactionType;
import io.dermavigil.pipeline.RejectReason;

/**
 * The numbers of the counters that an account may hold. They stand in state, so a number never changes its meaning; a
 * change is a new version of the rules.
 */
public final class Counters {

    /** Sessions: of both summaries. */
    public static final int SESSIONS = 0;
    /** Distinct patients. */
    public static final int PATIENTS = 1;
    /** Sessions with any reaction. */
    public static final int ANY_SESSIONS = 2;
    /** Distinct patients with such a session. */
    public static final int ANY_PATIENTS = 3;
    /** Sessions with an adverse reaction. */
    public static final int ADVERSE_SESSIONS = 4;
    /** Distinct patients with such a session. */
    public static final int ADVERSE_PATIENTS = 5;

    private static final int REACTIONS = 32;
    private static final int REACTION_STRIDE = 32;
    private static final int REACTIONS_END = REACTIONS + 64 * REACTION_STRIDE;

    /** Sessions with at least one rating. */
    public static final int RATED_SESSIONS = 4096;
    /** Bands: the first is overall, then five of weeks, then four of session numbers. */
    public static final int BANDS = 10;
    /** Scores, and improvement grades, of a band. */
    public static final int SCORES = 5;

    private static final int RATINGS = 4112;
    private static final int BAND_STRIDE = 16;
    private static final int RATINGS_END = RATINGS + BANDS * BAND_STRIDE;

    /** Facts accepted of a clinic: sessions. */
    public static final int ACCEPTED_SESSIONS = 8192;
    /** Facts accepted of a clinic: reactions. */
    public static final int ACCEPTED_REACTIONS = 8193;
    /** Facts accepted of a clinic: ratings. */
    public static final int ACCEPTED_RATINGS = 8194;
    /** Reactions in force whose session is unknown. */
    public static final int HELD_REACTIONS = 8195;
    /** Ratings in force whose session is unknown. */
    public static final int HELD_RATINGS = 8196;
    /** Counted reactions with an onset before the treatment. */
    public static final int ONSET_BEFORE_TREATMENT = 8197;
    /** Counted ratings before the treatment. */
    public static final int RATING_BEFORE_TREATMENT = 8198;
    /** Append time of the newest record; the only counter that is no sum but a maximum. */
    public static final int LAST_SEEN = 8199;

    private static final int REJECTED = 8208;

    /** Days of a histogram: 0 to 90, and 91 for more. */
    public static final int HISTOGRAM_DAYS = 92;

    private static final int ONSET_DAYS = 1 << 16;
    private static final int RESOLUTION_DAYS = 2 << 16;
    private static final int DAY_STRIDE = 128;
    private static final int HISTOGRAMS_END = 3 << 16;

    private static final int SESSIONS_BY_DAY = 1 << 26;

    private Counters() {}

    /** What is counted of each reaction type. */
    public enum OfReaction {
        /** Sessions with a report. */
        SESSIONS,
        /** Distinct patients with such a session. */
        PATIENTS,
        /** Reports. */
        REPORTS,
        /** Adverse reports. */
        ADVERSE_REPORTS,
        /** Sessions with an adverse report. */
        ADVERSE_SESSIONS,
        /** Distinct patients with such a session. */
        ADVERSE_PATIENTS,
        /** Reports of grade 1. */
        GRADE_1,
        /** Reports of grade 2. */
        GRADE_2,
        /** Reports of grade 3. */
        GRADE_3,
        /** Reports of grade 4. */
        GRADE_4,
        /** Reports of grade 5. */
        GRADE_5,
        /** Serious reports. */
        SERIOUS,
        /** Reports without a resolution date. */
        UNRESOLVED,
        /** Reports of an expected type, not adverse, without a resolution date. */
        RESOLUTION_UNKNOWN
    }

    /** A count of a reaction type. */
    public static int reaction(ReactionType type, OfReaction what) {
        return REACTIONS + type.ordinal() * REACTION_STRIDE + what.ordinal();
    }

    /** Reports of a CTCAE grade, 1..5. */
    public static int grade(ReactionType type, int grade) {
        return REACTIONS + type.ordinal() * REACTION_STRIDE + OfReaction.GRADE_1.ordinal() + grade - 1;
    }

    /** Sessions of a band, 0..9, with a satisfaction, 1..5. */
    public static int satisfaction(int band, int score) {
        return RATINGS + band * BAND_STRIDE + score - 1;
    }

    /** Sessions of a band, 0..9, with an improvement, 1..5. */
    public static int improvement(int band, int grade) {
        return RATINGS + band * BAND_STRIDE + SCORES + grade - 1;
    }

    /** Records rejected for a reason. */
    public static int rejected(RejectReason reason) {
        return REJECTED + reason.ordinal();
    }

    /** Reports by day of onset after treatment, 0..91. */
    public static int onsetDays(ReactionType type, int day) {
        return ONSET_DAYS + type.ordinal() * DAY_STRIDE + day;
    }

    /** Reports by days from onset to resolution, 0..91. */
    public static int resolutionDays(ReactionType type, int day) {
        return RESOLUTION_DAYS + type.ordinal() * DAY_STRIDE + day;
    }

    /** Sessions of a day, in days since the epoch; not before 1900. */
    public static int sessionsOn(int epochDay) {
        return SESSIONS_BY_DAY + epochDay;
    }

    /** The day, in days since the epoch, that a counter of {@link #sessionsOn} counts; null for any other counter. */
    public static Integer dayOf(int counter) {
        return counter > SESSIONS_BY_DAY / 2 ? Integer.valueOf(counter - SESSIONS_BY_DAY) : null;
    }

    /** Whether counts touch a row of side effects. */
    public static boolean touchSideEffects(Counts counts) {
        return counts.hasAny(SESSIONS, REACTIONS_END)
                || counts.hasAny(ONSET_DAYS, HISTOGRAMS_END)
                || counts.hasAny(SESSIONS_BY_DAY / 2, Integer.MAX_VALUE);
    }

    /** Whether counts touch a row of satisfaction. */
    public static boolean touchSatisfaction(Counts counts) {
        return counts.hasAny(SESSIONS, SESSIONS + 1) || counts.hasAny(RATED_SESSIONS, RATINGS_END);
    }
}
