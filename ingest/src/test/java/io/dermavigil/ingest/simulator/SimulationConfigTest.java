package io.dermavigil.ingest.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.dermavigil.events.Condition;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationConfigTest {

    private static final LocalDate LAST = LocalDate.of(2026, 6, 30);
    private static final SimulationConfig CHAIN = SimulationConfig.of(12, 1_000, 1, LAST);

    @Test
    void coversTwoYearsByDefault() {
        assertThat(CHAIN.firstDay()).isEqualTo(LocalDate.of(2024, 7, 1));
        assertThat(CHAIN.days()).isEqualTo(730);
    }

    @Test
    void refusesWhatIsOutOfRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> SimulationConfig.of(0, 10, 1, LAST));
        assertThatIllegalArgumentException().isThrownBy(() -> SimulationConfig.of(10_000, 10, 1, LAST));
        assertThatIllegalArgumentException().isThrownBy(() -> SimulationConfig.of(1, 0, 1, LAST));
        assertThatIllegalArgumentException().isThrownBy(() -> CHAIN.withPeriod(LAST, LAST.minusDays(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> CHAIN.withPeriod(LocalDate.of(1949, 12, 31), LAST));
        assertThatIllegalArgumentException().isThrownBy(() -> CHAIN.withConditionMix(Map.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CHAIN.withConditionMix(Map.of(Condition.MELASMA, Double.NaN)));
        assertThatIllegalArgumentException().isThrownBy(() -> CHAIN.withConditionShare(Condition.MELASMA, 1.1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Shares(0.6, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Shares(0, 0, Double.NaN, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lot:L241:INFECTION:x8", "lot:X:INFECTION:x8", "clinic:clinic-13:INFECTION:x8"})
    void refusesAFaultInNothing(String spec) {
        assertThatIllegalArgumentException().isThrownBy(() -> CHAIN.withFaults(List.of(Fault.parse(spec))));
    }

    @Test
    void keepsTheProportionsOfTheOtherConditions() {
        Map<Condition, Double> mix =
                CHAIN.withConditionShare(Condition.ACNE_SCAR, 0.6).conditionMix();

        assertThat(mix.get(Condition.ACNE_SCAR)).isEqualTo(0.6);
        assertThat(mix.values().stream().mapToDouble(weight -> weight).sum()).isCloseTo(1, within(1e-9));
        assertThat(mix.get(Condition.MELASMA) / mix.get(Condition.ALOPECIA)).isCloseTo(5.0 / 3, within(1e-9));
    }
}
