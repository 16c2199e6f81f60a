package io.dermavigil.jobs.evidence;

import io.dermavigil.events.ReactionType;
import io.dermavigil.jobs.accounts.Counts;
import io.dermavigil.jobs.accounts.CountsBuilder;

/**
 * The numbers of the counters of evidence. They stand in state, so a number never changes its meaning; a change is a new
 * version of the rules.
 *
 * <p>Of a scope: patients, patients with an adverse reaction of a type, patients with a serious one. Three scopes lie behind
 * each other, then sessions; on their way from a clinic's days to the evidence, those not settled lie behind those
 * that are.
 */
public final class EvidenceCounters {

    /** Patients of a scope. */
    static final int PATIENTS = 0;

    private static final int ADVERSE = 1;
    private static final int SERIOUS = 32;
    private static final int SCOPE_STRIDE = 64;
    /** Sessions in force. */
    private static final int SESSIONS = Scope.values().length * SCOPE_STRIDE;

    private static final int PROVISIONAL = 256;
    private static final int DAYS = 1 << 26;
    /** No day lies further from the epoch. */
    private static final int MOST_DAYS = 1 << 25;

    private static final ReactionType[] TYPES = ReactionType.values();

    static {
        if (ADVERSE + TYPES.length > SERIOUS || SERIOUS + TYPES.length > SCOPE_STRIDE) {
            throw new IllegalStateException("too many reaction types for the counters of a scope");
        }
    }

    private EvidenceCounters() {}

    /** Sessions in force. */
    public static int sessions() {
        return SESSIONS;
    }

    /** Patients of a scope. */
    public static int patients(Scope scope) {
        return scope.ordinal() * SCOPE_STRIDE + PATIENTS;
    }

    /** Patients of a scope with an adverse reaction of a type. */
    public static int adverse(Scope scope, int type) {
        return scope.ordinal() * SCOPE_STRIDE + ADVERSE + type;
    }

    /** Patients of a scope with a serious reaction of a type. */
    public static int serious(Scope scope, int type) {
        return scope.ordinal() * SCOPE_STRIDE + SERIOUS + type;
    }

    /** A clinic's newest session, or a lot's use, on a day since the epoch. */
    static int day(int day) {
        return DAYS + day;
    }

    /** The first day that is counted; empty counts have none. */
    static int firstDay(Counts counts) {
        return counts.counter(0) - DAYS;
    }

    /** The last day that is counted; empty counts have none. */
    static int lastDay(Counts counts) {
        return counts.counter(counts.size() - 1) - DAYS;
    }

    /** Adverse patients of one scope's counts, see {@link #of}. */
    static int adverse(ReactionType type) {
        return ADVERSE + type.ordinal();
    }

    /** Seriously affected patients of one scope's counts, see {@link #of}. */
    static int serious(ReactionType type) {
        return SERIOUS + type.ordinal();
    }

    /** The same counter, of patients who are not settled. */
    static int provisional(int counter) {
        return counter + PROVISIONAL;
    }

    /** Amounts of patients, all of them not settled. */
    static void addProvisional(Counts counts, long factor, CountsBuilder sum) {
        for (int at = 0; at < counts.size(); at++) {
            sum.add(provisional(counts.counter(at)), factor * counts.amount(at));
        }
    }

    /** The days of counts, without anything else. */
    static Counts days(Counts counts) {
        CountsBuilder days = new CountsBuilder();
        for (int at = counts.firstAt(DAYS - MOST_DAYS); at < counts.size(); at++) {
            days.add(counts.counter(at), counts.amount(at));
        }
        return days.build();
    }

    /** The counts of one scope, without it in their numbers. */
    static Counts of(Scope scope, Counts counts) {
        CountsBuilder part = new CountsBuilder();
        for (int at = 0; at < counts.size(); at++) {
            int counter = counts.counter(at);
            int settled = counter % PROVISIONAL;
            if (counter < 2 * PROVISIONAL && settled / SCOPE_STRIDE == scope.ordinal()) {
                part.add(counter - scope.ordinal() * SCOPE_STRIDE, counts.amount(at));
            }
        }
        return part.build();
    }
}
