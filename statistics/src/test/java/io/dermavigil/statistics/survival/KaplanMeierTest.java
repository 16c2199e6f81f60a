package io.dermavigil.statistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Against the leukaemia maintenance trial (Embury 1977, in Miller 1981), as printed in every text on survival. */
class KaplanMeierTest {

    static final List<SurvivalStep> MAINTAINED = KaplanMeier.curve(
            Map.of(9, 1L, 13, 1L, 18, 1L, 23, 1L, 31, 1L, 34, 1L, 48, 1L), Map.of(13, 1L, 28, 1L, 45, 1L, 161, 1L));

    static final List<SurvivalStep> NOT_MAINTAINED = KaplanMeier.curve(
            Map.of(5, 2L, 8, 2L, 12, 1L, 23, 1L, 27, 1L, 30, 1L, 33, 1L, 43, 1L, 45, 1L), Map.of(16, 1L));

    @Test
    void reproducesTheMediansOfTheTrial() {
        assertThat(KaplanMeier.median(MAINTAINED)).hasValue(31);
        assertThat(KaplanMeier.median(NOT_MAINTAINED)).hasValue(23);
    }

    @Test
    void reproducesTheSurvivalAndTheNumberAtRiskOfTheTrial() {
        assertThat(MAINTAINED.stream().filter(step -> step.events() > 0))
                .extracting(SurvivalStep::time, SurvivalStep::atRisk, step -> Math.round(step.survival() * 1000))
                .containsExactly(
                        tuple(9, 11L, 909L),
                        tuple(13, 10L, 818L),
                        tuple(18, 8L, 716L),
                        tuple(23, 7L, 614L),
                        tuple(31, 5L, 491L),
                        tuple(34, 4L, 368L),
                        tuple(48, 2L, 184L));
    }

    @Test
    void hasTheLogLogIntervalOfGreenwoodsVariance() {
        var first = MAINTAINED.get(0).interval().orElseThrow();
        var last = MAINTAINED.get(MAINTAINED.size() - 1).interval().orElseThrow();

        assertThat(first.low()).isCloseTo(0.508, within(5e-4));
        assertThat(first.high()).isCloseTo(0.987, within(5e-4));
        assertThat(last.low()).isCloseTo(0.012, within(5e-4));
        assertThat(last.high()).isCloseTo(0.525, within(5e-4));
    }

    @Test
    void hasNoMedianBeforeHalfHadTheEventAndOneWhenExactlyHalfHadIt() {
        assertThat(KaplanMeier.median(KaplanMeier.curve(Map.of(3, 1L), Map.of(9, 2L))))
                .isEmpty();
        assertThat(KaplanMeier.median(KaplanMeier.curve(Map.of(3, 1L), Map.of(9, 1L))))
                .hasValue(3);
        assertThat(KaplanMeier.median(List.of())).isEqualTo(OptionalInt.empty());
    }

    /** The lower limits fall to .447 at 13 and .482 at 5; the upper ones end at .525, and fall from .561 to .461 at 33. */
    @Test
    void boundsTheMediansOfTheTrial() {
        assertThat(KaplanMeier.medianInterval(MAINTAINED))
                .isEqualTo(new MedianInterval(OptionalInt.of(31), OptionalInt.of(13), OptionalInt.empty()));
        assertThat(KaplanMeier.medianInterval(NOT_MAINTAINED))
                .isEqualTo(new MedianInterval(OptionalInt.of(23), OptionalInt.of(5), OptionalInt.of(33)));
        assertThat(KaplanMeier.medianInterval(List.of()))
                .isEqualTo(new MedianInterval(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty()));
    }

    @Property
    void isTheSimpleShareWhenEveryoneWasWatchedToTheEnd(
            @ForAll @Size(max = 30) Map<@IntRange(max = 90) Integer, @LongRange(max = 50) Long> events,
            @ForAll @LongRange(max = 50) long never) {
        long all = events.values().stream().mapToLong(Long::longValue).sum() + never;

        for (SurvivalStep step : KaplanMeier.curve(events, Map.of(91, never))) {
            long later = events.entrySet().stream()
                            .filter(entry -> entry.getKey() > step.time())
                            .mapToLong(Map.Entry::getValue)
                            .sum()
                    + never;
            assertThat(step.survival()).isCloseTo((double) later / all, within(1e-9));
            step.interval()
                    .ifPresent(interval -> assertThat(step.survival()).isBetween(interval.low(), interval.high()));
        }
    }

    @Test
    void refusesNegativeTimesAndNumbers() {
        assertThatIllegalArgumentException().isThrownBy(() -> KaplanMeier.curve(Map.of(-1, 1L), Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> KaplanMeier.curve(Map.of(), Map.of(1, -1L)));
    }
}
