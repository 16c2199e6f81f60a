package io.dermavigil.cli.summaries;

import io.dermavigil.schemas.accounts.AccountKey;
import io.dermavigil.summaries.Period;
import io.dermavigil.summaries.SatisfactionSummary;
import io.dermavigil.summaries.SideEffectSummary;
import java.time.YearMonth;

/** The account that a summary says it is of. */
public final class SummaryKey {

    private SummaryKey() {}

    /** The account of side effects. */
    public static AccountKey of(SideEffectSummary summary) {
        return new AccountKey(
                summary.getGrouping(),
                month(summary.getPeriod()),
                summary.getSetting(),
                summary.getCondition(),
                summary.getSkinType(),
                summary.getClinicId(),
                summary.getDeviceModel(),
                summary.getCartridgeLot());
    }

    /** The account of satisfaction. */
    public static AccountKey of(SatisfactionSummary summary) {
        return new AccountKey(
                summary.getGrouping(),
                month(summary.getPeriod()),
                summary.getSetting(),
                summary.getCondition(),
                summary.getSkinType(),
                summary.getClinicId(),
                summary.getDeviceModel(),
                summary.getCartridgeLot());
    }

    private static YearMonth month(Period period) {
        return period.getStart() == null ? null : YearMonth.from(period.getStart());
    }
}
