package io.dermavigil.cli.summaries;

import java.time.DateTimeException;
import java.time.YearMonth;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What {@code --period} can say.
 *
 * @param monthly whether months are shown rather than all time
 * @param month the only month shown; null for all of them
 */
record ShownPeriod(boolean monthly, YearMonth month) {

    /** Whether the period of an account is shown; null is all time. */
    boolean shows(YearMonth accountMonth) {
        return monthly == (accountMonth != null) && (month == null || month.equals(accountMonth));
    }

    /** Reads the option. */
    static final class Converter implements ITypeConverter<ShownPeriod> {
        @Override
        public ShownPeriod convert(String text) {
            if (text.equals("total") || text.equals("monthly")) {
                return new ShownPeriod(text.equals("monthly"), null);
            }
            try {
                return new ShownPeriod(true, YearMonth.parse(text));
            } catch (DateTimeException e) {
                throw new TypeConversionException("expected total, monthly or a month such as 2026-03");
            }
        }
    }

    /** The period in a title. */
    @Override
    public String toString() {
        return monthly ? month == null ? "by month of treatment" : "treated in " + month : "all time";
    }
}
