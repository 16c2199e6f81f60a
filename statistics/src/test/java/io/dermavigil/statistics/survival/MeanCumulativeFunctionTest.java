package io.dermavigil.statistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MeanCumulativeFunctionTest {

    @Test
    void dividesEachDayByThoseOldEnoughForIt() {
        long[] oldEnough = FollowUp.oldEnough(Map.of(0, 4L, 2, 3L, 90, 3L, 400, 2L, -3, 7L), 4);

        assertThat(oldEnough).containsExactly(12, 8, 8, 5, 5);
        assertThat(MeanCumulativeFunction.curve(oldEnough, new long[] {3, 0, 2, 0, 1}))
                .extracting(MeanCumulativeFunction.Day::cumulative)
                .containsExactly(0.25, 0.25, 0.5, 0.5, 0.7);
    }

    @Test
    void hasTheIntervalOfThePoissonVariance() {
        var days = MeanCumulativeFunction.curve(new long[] {100, 50}, new long[] {0, 4});

        assertThat(days.get(0).interval()).isEmpty();
        // four events: .08 times or by exp(1.96 / 2)
        assertThat(days.get(1).interval().orElseThrow().low()).isCloseTo(0.08 / 2.6644, within(1e-5));
        assertThat(days.get(1).interval().orElseThrow().high()).isCloseTo(0.08 * 2.6644, within(1e-5));
    }

    @Test
    void endsWhereNoneIsOldEnough() {
        assertThat(MeanCumulativeFunction.curve(new long[] {3, 1, 0}, new long[] {0, 1, 0}))
                .hasSize(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeanCumulativeFunction.curve(new long[] {3, 1}, new long[] {0}));
    }

    @Property(tries = 20)
    void estimatesTheIncidenceThoughMostSessionsAreYoung(@ForAll Random random) {
        int lastDay = 20;
        double incidence = 0.3;
        Map<Integer, Long> ages = new HashMap<>();
        long[] events = new long[lastDay + 1];
        for (int session = 0; session < 20_000; session++) {
            int age = random.nextInt(60);
            ages.merge(age, 1L, Long::sum);
            int onset = random.nextInt(lastDay + 1);
            if (random.nextDouble() < incidence && onset <= age) {
                events[onset]++;
            }
        }

        List<Double> curve = new ArrayList<>();
        MeanCumulativeFunction.curve(FollowUp.oldEnough(ages, lastDay), events)
                .forEach(day -> curve.add(day.cumulative()));

        assertThat(curve.get(lastDay)).isCloseTo(incidence, within(0.03));
        assertThat(curve.get(lastDay / 2)).isCloseTo(incidence * (lastDay / 2 + 1) / (lastDay + 1), within(0.03));
    }

    @Test
    void sharesTheElapsedFollowUp() {
        assertThat(FollowUp.elapsedShare(Map.of(45, 2L, 500, 1L, -1, 1L), 90)).hasValue(0.5);
        assertThat(FollowUp.elapsedShare(Map.of(), 90)).isEmpty();
    }
}
