package io.dermavigil.serving.rest.questions;

import io.dermavigil.serving.rest.problems.Problem;
import io.dermavigil.serving.rest.problems.ProblemException;
import io.dermavigil.serving.rest.problems.ProblemKind;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The query parameters of a request, none unknown, none twice. */
public final class Parameters {

    private static final Pattern MONTH = Pattern.compile("[0-9]{4}-(0[1-9]|1[0-2])");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

    private final Map<String, String> values;

    private Parameters(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Takes the parameters.
     *
     * @param given what the client sent
     * @param known the names that the path knows
     * @throws ProblemException when one is unknown or given more than once
     */
    public static Parameters of(Map<String, List<String>> given, Set<String> known) {
        Map<String, String> values = new TreeMap<>();
        given.forEach((name, texts) -> {
            if (!known.contains(name)) {
                // The name is the client's own text, so it is not repeated.
                throw new ProblemException(new Problem(
                        ProblemKind.PARAMETER,
                        "A query parameter is unknown here.",
                        "unknown",
                        known.isEmpty()
                                ? "no query parameters"
                                : "one of "
                                        + String.join(
                                                ", ", known.stream().sorted().toList())));
            }
            if (texts.size() != 1) {
                throw ProblemException.parameter(name, "given once");
            }
            values.put(name, texts.get(0));
        });
        return new Parameters(values);
    }

    /** All of them, by name. */
    public Map<String, String> values() {
        return Collections.unmodifiableMap(values);
    }

    /** The text as it was given. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** A text that matches as a whole. */
    public Optional<String> matching(String name, Pattern pattern, String rule) {
        return text(name).map(text -> {
            if (!pattern.matcher(text).matches()) {
                throw ProblemException.parameter(name, rule);
            }
            return text;
        });
    }

    /** A constant of an enumeration. */
    public <E extends Enum<E>> Optional<E> constant(String name, Class<E> type) {
        return text(name).map(text -> constant(name, text, type));
    }

    /** A constant of an enumeration, from elsewhere than the query. */
    public static <E extends Enum<E>> E constant(String name, String text, Class<E> type) {
        for (E each : type.getEnumConstants()) {
            if (each.name().equals(text)) {
                return each;
            }
        }
        throw ProblemException.parameter(
                name,
                "one of "
                        + String.join(
                                ", ",
                                Arrays.stream(type.getEnumConstants())
                                        .map(Enum::name)
                                        .toList()));
    }

    /** {@code true} or {@code false}; without it, false. */
    public boolean flag(String name) {
        return text(name)
                .map(text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw ProblemException.parameter(name, "true or false");
                })
                .orElse(false);
    }

    /** A month such as 2026-03. */
    public Optional<YearMonth> month(String name) {
        return matching(name, MONTH, "a month such as 2026-03").map(YearMonth::parse);
    }

    /** A day such as 2026-03-31. */
    public Optional<LocalDate> day(String name) {
        String rule = "a date such as 2026-03-31";
        return matching(name, DAY, rule).map(text -> {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                throw ProblemException.parameter(name, rule);
            }
        });
    }

    /** A whole number within limits. */
    public int number(String name, int low, int high, int otherwise) {
        return text(name).map(text -> number(name, text, low, high)).orElse(otherwise);
    }

    /** A whole number within limits, from elsewhere than the query. */
    public static int number(String name, String text, int low, int high) {
        if (DIGITS.matcher(text).matches()) {
            int number = Integer.parseInt(text);
            if (number >= low && number <= high) {
                return number;
            }
        }
        throw ProblemException.parameter(name, "a whole number from " + low + " to " + high);
    }
}
