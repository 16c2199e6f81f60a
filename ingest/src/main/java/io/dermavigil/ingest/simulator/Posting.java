package io.dermavigil.ingest.simulator;

/**
 * One delivery of one revision of one fact, packed into 64 bits so that millions can wait. The order of equal times is the
 * order of these numbers: a session goes before its reactions, they before its ratings.
 */
final class Posting {

    private static final int REDELIVERY_BITS = 1;
    private static final int REVISION_BITS = 4;
    private static final int FACT_BITS = 6;
    private static final int VISIT_BITS = 4;
    private static final int REVISION_AT = REDELIVERY_BITS;
    private static final int FACT_AT = REVISION_AT + REVISION_BITS;
    private static final int VISIT_AT = FACT_AT + FACT_BITS;
    private static final int COURSE_AT = VISIT_AT + VISIT_BITS;
    private static final int FIRST_RATING = 32;

    private Posting() {}

    /** Stands for a visit whose postings are not known yet. */
    static long untold(long course, int visit) {
        return course << COURSE_AT | (long) visit << VISIT_AT;
    }

    static long of(Visit visit, int fact, int revision, boolean redelivery) {
        return untold(visit.course(), visit.number())
                | (long) fact << FACT_AT
                | (long) revision << REVISION_AT
                | (redelivery ? 1 : 0);
    }

    /** Fact number of the session itself. */
    static int session() {
        return 0;
    }

    static int reaction(int number) {
        return number + 1;
    }

    static int rating(int number) {
        return FIRST_RATING + number;
    }

    static boolean isUntold(long posting) {
        return revision(posting) == 0;
    }

    static long course(long posting) {
        return posting >>> COURSE_AT;
    }

    static int visit(long posting) {
        return bits(posting, VISIT_AT, VISIT_BITS);
    }

    static int revision(long posting) {
        return bits(posting, REVISION_AT, REVISION_BITS);
    }

    static boolean isRedelivery(long posting) {
        return (posting & 1) == 1;
    }

    static boolean isSession(long posting) {
        return fact(posting) == 0;
    }

    static boolean isReaction(long posting) {
        return fact(posting) > 0 && fact(posting) < FIRST_RATING;
    }

    /** Number of the reaction or rating within its session, from 0. */
    static int number(long posting) {
        return isReaction(posting) ? fact(posting) - 1 : fact(posting) - FIRST_RATING;
    }

    /** Number that identifies visit, fact and revision within the course, the same for a redelivery. */
    static long identity(long posting) {
        return posting & (1L << COURSE_AT) - 1 & ~1L;
    }

    private static int fact(long posting) {
        return bits(posting, FACT_AT, FACT_BITS);
    }

    private static int bits(long posting, int at, int width) {
        return (int) (posting >>> at) & (1 << width) - 1;
    }
}
