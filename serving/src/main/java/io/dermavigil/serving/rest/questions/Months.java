package io.dermavigil.serving.rest.questions;

import io.dermavigil.serving.rest.problems.ProblemException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which periods are asked for.
 *
 * @param kind all months together, each month, or one
 * @param first first month; empty for no limit, and when all months are asked for together
 * @param last last month, not before the first
 */
public record Months(Kind kind, Optional<YearMonth> first, Optional<YearMonth> last) {

    /** How months are told apart. */
    public enum Kind {
        /** All months together. */
        ALL,
        /** A row a month. */
        MONTH
    }

    private static final Pattern PERIOD = Pattern.compile("ALL|MONTH|[0-9]{4}-(0[1-9]|1[0-2])");

    /** All months together. */
    public static final Months TOGETHER = new Months(Kind.ALL, Optional.empty(), Optional.empty());

    /** Each month. */
    public static final Months EACH = new Months(Kind.MONTH, Optional.empty(), Optional.empty());

    /** Reads {@code period}, {@code from} and {@code to}. */
    public static Months of(Parameters parameters) {
        Optional<YearMonth> from = parameters.month("from");
        Optional<YearMonth> to = parameters.month("to");
        boolean limited = from.isPresent() || to.isPresent();
        String period = parameters
                .matching("period", PERIOD, "ALL, MONTH or a month such as 2026-03")
                .orElse(limited ? "MONTH" : "ALL");
        if (limited && !period.equals("MONTH")) {
            throw ProblemException.parameter(from.isPresent() ? "from" : "to", "used with period MONTH only");
        }
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            throw ProblemException.parameter("to", "a month not before from");
        }
        return switch (period) {
            case "ALL" -> TOGETHER;
            case "MONTH" -> new Months(Kind.MONTH, from, to);
            default -> only(YearMonth.parse(period));
        };
    }

    /** Reads {@code period} where it can only be ALL or one month. */
    public static Months single(Parameters parameters) {
        if (parameters.text("period").filter("MONTH"::equals).isPresent()) {
            throw ProblemException.parameter("period", "ALL or a month such as 2026-03");
        }
        return of(parameters);
    }

    /** One month. */
    public static Months only(YearMonth month) {
        return new Months(Kind.MONTH, Optional.of(month), Optional.of(month));
    }

    /** The first day when one month is asked for. */
    public LocalDate start() {
        return first.map(month -> month.atDay(1)).orElse(null);
    }

    /** The period's JSON form. */
    public Map<String, Object> json() {
        return period(kind.name(), start());
    }

    /** A period's JSON form. */
    public static Map<String, Object> period(String kind, LocalDate start) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", kind);
        json.put("start", start);
        return json;
    }

    /** Whether a period is asked for. */
    boolean contain(String periodKind, LocalDate start) {
        return kind.name().equals(periodKind)
                && first.map(month -> !start.isBefore(month.atDay(1))).orElse(true)
                && last.map(month -> !start.isAfter(month.atDay(1))).orElse(true);
    }

    /** The conditions on a relation that has a period. */
    public Conditions conditions() {
        Conditions conditions = Conditions.none().and("period_kind = :period_kind", "period_kind", kind.name());
        if (first.isPresent()) {
            conditions = conditions.and(
                    "period_start >= :first", "first", first.get().atDay(1));
        }
        if (last.isPresent()) {
            conditions =
                    conditions.and("period_start <= :last", "last", last.get().atDay(1));
        }
        return conditions;
    }
}
