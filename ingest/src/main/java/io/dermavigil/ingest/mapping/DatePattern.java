package io.dermavigil.ingest.mapping;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQuery;
import java.util.Locale;
import java.util.Optional;

/**
 * A date pattern in the letters of {@link DateTimeFormatter}, read strictly: 31.02. is no date.
 *
 * @param text the pattern as the mapping writes it
 * @param formatter its formatter
 */
record DatePattern(String text, DateTimeFormatter formatter) {

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException when it is none
     */
    static DatePattern of(String pattern) {
        // y is the year of an era, which a strict date lacks; whoever writes yyyy means uuuu
        return new DatePattern(
                pattern,
                new DateTimeFormatterBuilder()
                        .parseCaseInsensitive()
                        .appendPattern(outsideQuotes(pattern))
                        .toFormatter(Locale.ROOT)
                        .withResolverStyle(ResolverStyle.STRICT));
    }

    /** The text under this pattern, or empty when it does not fit as a whole. */
    <T> Optional<T> parse(String date, TemporalQuery<T> query) {
        // Looking first spares an exception for every row when a file mixes patterns.
        ParsePosition position = new ParsePosition(0);
        TemporalAccessor fields = formatter.parseUnresolved(date, position);
        if (fields == null || position.getErrorIndex() >= 0 || position.getIndex() < date.length()) {
            return Optional.empty();
        }
        try {
            return Optional.of(formatter.parse(date, query));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String outsideQuotes(String pattern) {
        StringBuilder result = new StringBuilder(pattern.length());
        boolean quoted = false;
        for (char letter : pattern.toCharArray()) {
            quoted ^= letter == '\'';
            result.append(letter == 'y' && !quoted ? 'u' : letter);
        }
        return result.toString();
    }
}
