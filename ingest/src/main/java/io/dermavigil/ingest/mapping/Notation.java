package io.dermavigil.ingest.mapping;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * How a file writes dates and numbers.
 *
 * @param dates patterns of dates, tried in order
 * @param months patterns of dates that lack the day
 * @param dateTimes patterns of local dates with a time
 * @param zone zone of dates and times that name none
 * @param firstOfMonth whether a date that lacks the day becomes the first of its month; otherwise it is refused
 * @param decimalComma whether a comma, and not a point, separates decimals
 */
record Notation(
        List<DatePattern> dates,
        List<DatePattern> months,
        List<DatePattern> dateTimes,
        ZoneId zone,
        boolean firstOfMonth,
        boolean decimalComma) {

    /** ISO 8601 and decimal points. */
    static final Notation STANDARD = new Notation(
            List.of(DatePattern.of("yyyy-MM-dd")),
            List.of(DatePattern.of("yyyy-MM")),
            List.of(
                    DatePattern.of("yyyy-MM-dd'T'HH:mm"),
                    DatePattern.of("yyyy-MM-dd'T'HH:mm:ss"),
                    DatePattern.of("yyyy-MM-dd HH:mm"),
                    DatePattern.of("yyyy-MM-dd HH:mm:ss")),
            ZoneOffset.UTC,
            false,
            false);
}
