package io.dermavigil.jobs.ledger;

import io.dermavigil.jobs.accounts.Counts;
import io.dermavigil.jobs.accounts.CountsBuilder;
import io.dermavigil.summaries.Grouping;
import java.util.List;
import java.util.function.BiConsumer;

/** Posts the change of one session to every account that holds it before or after. */
final class AccountPostings {

    private static final Grouping[] GROUPINGS = Grouping.values();

    private final Contribution before;
    private final Contribution after;
    private final List<Contribution> others;
    private final BiConsumer<String, Counts> postings;

    private Contribution lastFrom;
    private Contribution lastTo;
    private long lastFlagsBefore;
    private long lastFlagsAfter;
    private Counts lastChange;

    /**
     * Postings of one change.
     *
     * @param before what the session contributed
     * @param after what it contributes now
     * @param others what the patient's other sessions contribute
     * @param postings receives account and amounts
     */
    AccountPostings(
            Contribution before, Contribution after, List<Contribution> others, BiConsumer<String, Counts> postings) {
        this.before = before;
        this.after = after;
        this.others = others;
        this.postings = postings;
    }

    void post() {
        for (Grouping grouping : GROUPINGS) {
            post(grouping, false);
            post(grouping, true);
        }
    }

    private void post(Grouping grouping, boolean monthly) {
        boolean left = isIn(before, grouping);
        boolean entered = isIn(after, grouping);
        if (left && entered && after.cell().sharesAccount(grouping, monthly, before.cell())) {
            post(grouping, monthly, after.cell(), before, after);
            return;
        }
        if (left) {
            post(grouping, monthly, before.cell(), before, Contribution.NONE);
        }
        if (entered) {
            post(grouping, monthly, after.cell(), Contribution.NONE, after);
        }
    }

    private static boolean isIn(Contribution contribution, Grouping grouping) {
        return contribution.cell() != null
                && (grouping != Grouping.LOT || contribution.cell().lot() != null);
    }

    private void post(Grouping grouping, boolean monthly, Cell cell, Contribution from, Contribution to) {
        long othersFlags = othersFlags(grouping, monthly, cell);
        long flagsBefore = othersFlags | from.flags();
        long flagsAfter = othersFlags | to.flags();
        Counts counts = grouping == Grouping.STRATUM
                ? stratumChange(monthly, from, to, flagsBefore, flagsAfter)
                : change(from, to, flagsBefore, flagsAfter);
        if (!counts.isEmpty()) {
            postings.accept(cell.account(grouping, monthly).text(), counts);
        }
    }

    /** Most accounts of an event get the very same amounts, so the last ones are kept. */
    private Counts change(Contribution from, Contribution to, long flagsBefore, long flagsAfter) {
        boolean same = lastChange != null
                && lastFrom == from
                && lastTo == to
                && lastFlagsBefore == flagsBefore
                && lastFlagsAfter == flagsAfter;
        if (!same) {
            CountsBuilder change = new CountsBuilder();
            change.add(to.everywhere()).subtract(from.everywhere());
            PatientFlags.post(flagsBefore, flagsAfter, change);
            lastChange = change.build();
            lastFrom = from;
            lastTo = to;
            lastFlagsBefore = flagsBefore;
            lastFlagsAfter = flagsAfter;
        }
        return lastChange;
    }

    private static Counts stratumChange(
            boolean monthly, Contribution from, Contribution to, long flagsBefore, long flagsAfter) {
        CountsBuilder change = new CountsBuilder();
        change.add(to.everywhere()).subtract(from.everywhere());
        change.add(to.stratum()).subtract(from.stratum());
        if (monthly) {
            change.add(to.day()).subtract(from.day());
        }
        PatientFlags.post(flagsBefore, flagsAfter, change);
        return change.build();
    }

    private long othersFlags(Grouping grouping, boolean monthly, Cell cell) {
        long flags = 0;
        for (Contribution other : others) {
            if (other.cell() != null && cell.sharesAccount(grouping, monthly, other.cell())) {
                flags |= other.flags();
            }
        }
        return flags;
    }
}
