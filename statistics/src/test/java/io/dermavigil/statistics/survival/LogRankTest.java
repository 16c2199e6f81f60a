package io.dermavigil.statistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LogRankTest {

    @Test
    void reproducesTheLeukaemiaMaintenanceTrial() {
        LogRank test = LogRank.compare(KaplanMeierTest.MAINTAINED, KaplanMeierTest.NOT_MAINTAINED);

        assertThat(test.chiSquared()).isCloseTo(3.396, within(.0005));
        assertThat(test.p()).isCloseTo(.0653, within(.00005));
        assertThat(test.observed()).isEqualTo(7);
        assertThat(test.expected()).isCloseTo(10.69, within(.005));
    }

    @Property
    void isTheSameTheOtherWayRound(
            @ForAll @Size(min = 1, max = 10) Map<@IntRange(max = 30) Integer, @LongRange(max = 9) Long> events,
            @ForAll @Size(min = 1, max = 10) Map<@IntRange(max = 30) Integer, @LongRange(max = 9) Long> others) {
        List<SurvivalStep> one = KaplanMeier.curve(events, Map.of(31, 1L));
        List<SurvivalStep> other = KaplanMeier.curve(others, Map.of(31, 1L));
        Assume.that(one.size() + other.size() > 2);

        assertThat(LogRank.compare(one, other).chiSquared())
                .isCloseTo(LogRank.compare(other, one).chiSquared(), within(1e-9));
    }

    @Test
    void findsNoDifferenceBetweenACurveAndItself() {
        LogRank test = LogRank.compare(KaplanMeierTest.MAINTAINED, KaplanMeierTest.MAINTAINED);

        assertThat(test.chiSquared()).isZero();
        assertThat(test.p()).isEqualTo(1);
    }

    @Test
    void refusesCurvesThatWereNeverWatchedTogether() {
        List<SurvivalStep> early = KaplanMeier.curve(Map.of(), Map.of(3, 5L));
        List<SurvivalStep> late = KaplanMeier.curve(Map.of(4, 5L), Map.of());

        assertThatIllegalArgumentException().isThrownBy(() -> LogRank.compare(early, late));
        assertThatIllegalArgumentException().isThrownBy(() -> LogRank.compare(List.of(), late));
    }
}
