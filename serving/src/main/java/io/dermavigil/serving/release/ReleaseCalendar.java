package io.dermavigil.serving.release;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** When releases are due, in UTC. Fixed dates, so that no release is made because of what is in it. */
public enum ReleaseCalendar {
    /** On the first day of each month. */
    MONTHLY {
        @Override
        Instant after(Instant last) {
            return YearMonth.from(last.atOffset(ZoneOffset.UTC))
                    .plusMonths(1)
                    .atDay(1)
                    .atStartOfDay()
                    .toInstant(ZoneOffset.UTC);
        }
    },
    /** On the first day of each quarter. */
    QUARTERLY {
        @Override
        Instant after(Instant last) {
            YearMonth month = YearMonth.from(last.atOffset(ZoneOffset.UTC));
            return month.plusMonths(3L - (month.getMonthValue() - 1) % 3)
                    .atDay(1)
                    .atStartOfDay()
                    .toInstant(ZoneOffset.UTC);
        }
    },
    /** Never by itself. */
    MANUAL {
        @Override
        Instant after(Instant last) {
            return Instant.MAX;
        }
    };

    /** The first date of the calendar after an instant. */
    abstract Instant after(Instant last);

    /**
     * Whether a release is due.
     *
     * @param last when the newest release was made, or the store when there is none
     */
    public boolean isDue(Instant last, Instant now) {
        return !now.isBefore(after(last));
    }
}
