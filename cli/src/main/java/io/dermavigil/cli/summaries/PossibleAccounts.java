package io.dermavigil.cli.summaries;

import io.dermavigil.events.Condition;
import io.dermavigil.events.SkinType;
import io.dermavigil.schemas.accounts.AccountKey;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The accounts that a cut could have, whether or not anything was ever posted to them. */
final class PossibleAccounts {

    private PossibleAccounts() {}

    /**
     * Every account of the conditions and skin types there are, for the period shown or, where all months are shown, for
     * the months that occur. Which clinics and lots there could be is not known: cuts by them have none.
     */
    static List<AccountKey> of(Selection selection, Collection<AccountKey> existing) {
        Cut cut = selection.by();
        if (cut == Cut.CLINIC || cut == Cut.LOT || cut == Cut.CLINIC_STRATUM) {
            return List.of();
        }
        List<AccountKey> possible = new ArrayList<>();
        for (YearMonth month : months(selection.period(), existing)) {
            for (Condition condition : values(cut.hasCondition(), Condition.values())) {
                for (SkinType skinType : values(cut.hasSkinType(), SkinType.values())) {
                    possible.add(new AccountKey(
                            cut.grouping(), month, selection.setting(), condition, skinType, null, null, null));
                }
            }
        }
        return possible.stream().filter(selection::shows).toList();
    }

    private static Collection<YearMonth> months(ShownPeriod period, Collection<AccountKey> existing) {
        if (!period.monthly() || period.month() != null) {
            return Collections.singleton(period.month());
        }
        Set<YearMonth> months = new TreeSet<>();
        existing.forEach(account -> months.add(account.month()));
        return months;
    }

    private static <T> List<T> values(boolean kept, T[] values) {
        return kept ? Arrays.asList(values) : Collections.singletonList(null);
    }
}
