package io.dermavigil.serving.release;

import io.dermavigil.statistics.disclosure.CountId;
import io.dermavigil.statistics.disclosure.Measure;
import java.time.LocalDate;
import java.time.YearMonth;

/** The name of a count, as the statistics call it and as columns hold it. */
final class Cells {

    private static final String ALL = CountId.ALL;

    private Cells() {}

    /**
     * A name from columns.
     *
     * @param periodStart first day of the month; null for all months
     * @param condition null for all conditions
     * @param skinType null for all skin types
     */
    static CountId id(LocalDate periodStart, String condition, String skinType, Measure measure) {
        return new CountId(
                periodStart == null ? ALL : YearMonth.from(periodStart).toString(),
                condition == null ? ALL : condition,
                skinType == null ? ALL : skinType,
                measure);
    }

    static String periodKind(CountId id) {
        return id.period().equals(ALL) ? "ALL" : "MONTH";
    }

    static LocalDate periodStart(CountId id) {
        return id.period().equals(ALL) ? null : YearMonth.parse(id.period()).atDay(1);
    }

    static String condition(CountId id) {
        return id.condition().equals(ALL) ? null : id.condition();
    }

    static String skinType(CountId id) {
        return id.skinType().equals(ALL) ? null : id.skinType();
    }
}
