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
        CountsBuilder change = new CountsBuilder();
        change.add(to.everywhere()).subtract(from.everywhere());
        if (grouping == Grouping.STRATUM) {
            change.add(to.stratum()).subtract(from.stratum());
            if (monthly) {
                change.add(to.day()).subtract(from.day());
            }
        }
        long othersFlags = othersFlags(grouping, monthly, cell);
        PatientFlags.post(othersFlags | from.flags(), othersFlags | to.flags(), change);
        Counts counts = change.build();
        if (!counts.isEmpty()) {
            postings.accept(cell.account(grouping, monthly).text(), counts);
        }
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
