package io.dermavigil.jobs.ledger;

import io.dermavigil.events.ReactionType;
import io.dermavigil.jobs.accounts.Counters;
import io.dermavigil.jobs.accounts.Counters.OfReaction;
import io.dermavigil.jobs.accounts.CountsBuilder;

/**
 * What a session says about its patient, one bit each: that the patient is in the account, had any reaction, had an
 * adverse one, had one of a type, had an adverse one of a type. A patient has a bit in an account when any of the
 * patient's sessions in it has, which is what distinct patients are counted by.
 */
final class PatientFlags {

    static final long PRESENT = 1L;
    static final long ANY = 1L << 1;
    static final long ADVERSE = 1L << 2;

    private static final ReactionType[] TYPES = ReactionType.values();
    private static final int OF_TYPE = 3;
    private static final int ADVERSE_OF_TYPE = OF_TYPE + TYPES.length;

    static {
        if (ADVERSE_OF_TYPE + TYPES.length > Long.SIZE) {
            throw new IllegalStateException("too many reaction types for the bits of a long");
        }
    }

    private PatientFlags() {}

    static long ofType(ReactionType type) {
        return 1L << (OF_TYPE + type.ordinal());
    }

    static long adverseOfType(ReactionType type) {
        return 1L << (ADVERSE_OF_TYPE + type.ordinal());
    }

    /** Reaction types of adverse reactions, a bit each by ordinal. */
    static long adverseTypes(long flags) {
        return flags >>> ADVERSE_OF_TYPE;
    }

    /** Posts the patient's counters of the bits that changed. */
    static void post(long before, long after, CountsBuilder counts) {
        for (long changed = before ^ after; changed != 0; changed &= changed - 1) {
            int bit = Long.numberOfTrailingZeros(changed);
            counts.add(counter(bit), (after >>> bit & 1) == 1 ? 1 : -1);
        }
    }

    private static int counter(int bit) {
        if (bit >= ADVERSE_OF_TYPE) {
            return Counters.reaction(TYPES[bit - ADVERSE_OF_TYPE], OfReaction.ADVERSE_PATIENTS);
        }
        if (bit >= OF_TYPE) {
            return Counters.reaction(TYPES[bit - OF_TYPE], OfReaction.PATIENTS);
        }
        return switch (bit) {
            case 0 -> Counters.PATIENTS;
            case 1 -> Counters.ANY_PATIENTS;
            default -> Counters.ADVERSE_PATIENTS;
        };
    }
}
