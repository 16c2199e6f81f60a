package io.dermavigil.ingest.mapping;

import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads dates and instants in the notation of a file. */
record DateReader(Notation notation) {

    private static final Pattern YEAR = Pattern.compile("\\d{4}");

    /** A calendar date. */
    Converted date(String text) {
        Optional<LocalDate> date = first(notation.dates(), text);
        if (date.isPresent()) {
            return Converted.to(TextNode.valueOf(date.get().toString()));
        }
        for (DatePattern pattern : notation.months()) {
            Optional<YearMonth> month = pattern.parse(text, YearMonth::from);
            if (month.isPresent()) {
                return notation.firstOfMonth()
                        ? Converted.to(TextNode.valueOf(month.get().atDay(1).toString()))
                        : Converted.broken("must be a full date, not a month (partialDates: reject)");
            }
        }
        return Converted.broken(
                YEAR.matcher(text).matches() ? "must be a full date, not a year" : "must be a date: " + patterns());
    }

    /** An instant; a local time is taken in the file's zone, a date without a time is its midnight. */
    Converted instant(String text) {
        Optional<Instant> instant = withOffset(text)
                .or(() -> local(text).map(local -> local.atZone(notation.zone()).toInstant()))
                .or(() -> first(notation.dates(), text)
                        .map(day -> day.atStartOfDay(notation.zone()).toInstant()));
        return instant.map(value -> Converted.to(TextNode.valueOf(value.toString())))
                .orElseGet(() -> Converted.broken(
                        "must be an instant such as 2026-03-02T09:30:00Z, a local date with time, or a date: "
                                + patterns()));
    }

    private static Optional<Instant> withOffset(String text) {
        if (text.indexOf('T') < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Optional<LocalDateTime> local(String text) {
        return notation.dateTimes().stream()
                .flatMap(pattern -> pattern.parse(text, LocalDateTime::from).stream())
                .findFirst();
    }

    private static Optional<LocalDate> first(List<DatePattern> patterns, String text) {
        for (DatePattern pattern : patterns) {
            Optional<LocalDate> date = pattern.parse(text, LocalDate::from);
            if (date.isPresent()) {
                return date;
            }
        }
        return Optional.empty();
    }

    private String patterns() {
        return notation.dates().stream().map(DatePattern::text).collect(Collectors.joining(" or "));
    }
}
