package io.dermavigil.jobs.accounts;

/** Which rows of an account: a set of these bits. */
final class RowKinds {

    static final int SIDE_EFFECTS = 1;
    static final int SATISFACTION = 2;
    static final int CLINIC_STATUS = 4;

    private RowKinds() {}

    /** The rows that a change of an account touches; 0 for none. */
    static int touched(String account, Counts change) {
        if (ClinicAccount.is(account)) {
            return CLINIC_STATUS;
        }
        return (Counters.touchSideEffects(change) ? SIDE_EFFECTS : 0)
                | (Counters.touchSatisfaction(change) ? SATISFACTION : 0);
    }
}
