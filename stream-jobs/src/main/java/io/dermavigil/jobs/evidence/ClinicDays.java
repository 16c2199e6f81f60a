package io.dermavigil.jobs.evidence;

/** What is kept of a clinic: a book of each day, and between which days they lie. */
interface ClinicDays {

    /** The book of a day, {@link DayBook#EMPTY} when there is nothing. */
    DayBook book(int day);

    /** Keeps the book of a day; forgets it when it is empty. */
    void keep(int day, DayBook book);

    /** The last day with sessions, found by looking at all; {@link Span#NONE} when there is none. */
    int newestSession();

    /** What was kept last; {@link Span#EMPTY} at first. */
    Span span();

    /** Keeps a span; forgets it when no day has a session and no book is left. */
    void keep(Span span);

    /**
     * Between which days a clinic's books lie.
     *
     * @param earliest no book lies before this day; {@link #NONE} when there never was one
     * @param newest newest day of treatment with a session in force; {@link #NONE} when there is none
     */
    record Span(int earliest, int newest) {
        static final int NONE = Integer.MIN_VALUE;
        static final Span EMPTY = new Span(NONE, NONE);
    }
}
