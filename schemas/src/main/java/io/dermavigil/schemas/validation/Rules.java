package io.dermavigil.schemas.validation;

import io.dermavigil.pipeline.RejectReason;
import io.dermavigil.schemas.events.Patterns;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Collects the rules that one event breaks; null values break none. Allocates nothing for an event without problems. */
final class Rules {

    /** Longest code (lot, model, version ...): codes become account keys, so a clinic must not choose their size. */
    static final int MAX_CODE_LENGTH = 128;

    private static final Duration TOLERANCE = Duration.ofDays(1);
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private static final Instant EARLIEST_INSTANT =
            EARLIEST.atStartOfDay(ZoneOffset.UTC).toInstant();

    private final Instant recordedAt;
    private List<Problem> broken = List.of();

    Rules(Instant recordedAt) {
        this.recordedAt = recordedAt;
    }

    List<Problem> broken() {
        return broken;
    }

    void pattern(String field, Patterns pattern, String value) {
        if (!pattern.matches(value)) {
            invalid(field, "must match " + pattern.regex());
        }
    }

    void code(String field, String value) {
        if (value == null) {
            return;
        }
        if (value.isEmpty() || value.length() > MAX_CODE_LENGTH || value.chars().anyMatch(Character::isISOControl)) {
            invalid(field, "must have 1.." + MAX_CODE_LENGTH + " characters and no control characters");
        }
    }

    void atLeast(String field, int least, Integer value) {
        if (value != null && value < least) {
            invalid(field, "must be at least " + least);
        }
    }

    void between(String field, int least, int most, Integer value) {
        if (value != null && (value < least || value > most)) {
            invalid(field, "must be " + least + ".." + most);
        }
    }

    void between(String field, double least, double most, Double value) {
        // written so that NaN fails
        if (value != null && !(value >= least && value <= most)) {
            invalid(field, "must be " + least + ".." + most);
        }
    }

    void set(String field, List<?> values) {
        if (values.size() > 1 && new HashSet<>(values).size() < values.size()) {
            invalid(field, "must not repeat a value");
        }
    }

    void recordedBy(Instant receivedAt) {
        if (recordedAt.isBefore(EARLIEST_INSTANT)) {
            invalid("recordedAt", "must not be before " + EARLIEST);
        } else if (recordedAt.minus(TOLERANCE).isAfter(receivedAt)) {
            future("recordedAt", "must not be later than a day after it was received");
        }
    }

    void date(String field, LocalDate value) {
        plausible(field, value);
        if (value != null && value.toEpochDay() > latestDay()) {
            future(field, "must not be later than a day after recordedAt");
        }
    }

    void instant(String field, Instant value) {
        if (value != null && value.minus(TOLERANCE).isAfter(recordedAt)) {
            future(field, "must not be later than a day after recordedAt");
        }
    }

    void plausible(String field, LocalDate value) {
        if (value != null && value.isBefore(EARLIEST)) {
            invalid(field, "must not be before " + EARLIEST);
        }
    }

    void sameDay(String field, Instant instant, String dateField, LocalDate date) {
        if (instant == null) {
            return;
        }
        LocalDate day = instant.atZone(ZoneOffset.UTC).toLocalDate();
        if (Math.abs(day.toEpochDay() - date.toEpochDay()) > 1) {
            invalid(field, "must be within a day of " + dateField);
        }
    }

    void notBefore(String field, LocalDate value, String otherField, LocalDate other) {
        if (value != null && value.isBefore(other)) {
            invalid(field, "must not be before " + otherField);
        }
    }

    /** Day on which the last permitted instant lies; in seconds, because the milliseconds of a hostile instant overflow. */
    private long latestDay() {
        long latestSecond = recordedAt.getEpochSecond() + TOLERANCE.toSeconds();
        return Math.floorDiv(latestSecond, Duration.ofDays(1).toSeconds());
    }

    private void invalid(String field, String rule) {
        add(new Problem(field, rule, RejectReason.INVALID));
    }

    private void future(String field, String rule) {
        add(new Problem(field, rule, RejectReason.FROM_THE_FUTURE));
    }

    private void add(Problem problem) {
        if (broken.isEmpty()) {
            broken = new ArrayList<>();
        }
        broken.add(problem);
    }
}
