package io.dermavigil.statistics.disclosure;

import java.util.Comparator;
import java.util.Objects;

/**
 * The name of one published count of one setting.
 *
 * @param period a month of treatment, or {@link #ALL} for all time
 * @param condition a condition, or {@link #ALL} for the margin over conditions
 * @param skinType a skin type, or {@link #ALL} for the margin over skin types
 * @param measure what is counted
 */
public record CountId(String period, String condition, String skinType, Measure measure)
        implements Comparable<CountId> {

    /** Stands for the whole of a dimension: no period, condition or skin type may be called so. */
    public static final String ALL = "ALL";

    private static final Comparator<CountId> ORDER = Comparator.comparing(CountId::period)
            .thenComparing(CountId::condition)
            .thenComparing(CountId::skinType)
            .thenComparing(CountId::measure);

    public CountId {
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(condition, "condition");
        Objects.requireNonNull(skinType, "skinType");
        Objects.requireNonNull(measure, "measure");
    }

    @Override
    public int compareTo(CountId other) {
        return ORDER.compare(this, other);
    }

    /** The same place's count of another measure. */
    public CountId of(Measure other) {
        return new CountId(period, condition, skinType, other);
    }
}
