package io.dermavigil.schemas.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermavigil.events.ReactionType;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExpectedWindowsTest {

    private static final Set<ReactionType> SEVEN_DAYS = EnumSet.of(
            ReactionType.ERYTHEMA,
            ReactionType.EDEMA,
            ReactionType.BRUISING,
            ReactionType.PAIN,
            ReactionType.PRURITUS,
            ReactionType.PINPOINT_BLEEDING,
            ReactionType.CRUSTING,
            ReactionType.DRYNESS);

    /** The table of EVENTS, "ReactionReported". */
    @ParameterizedTest
    @EnumSource
    void theTableInForceIsThatOfTheContract(ReactionType type) {
        assertThat(ExpectedWindows.current().days(type))
                .isEqualTo(SEVEN_DAYS.contains(type) ? OptionalInt.of(7) : OptionalInt.empty());
    }

    @Test
    void theTableKnowsItsVersion() {
        assertThat(ExpectedWindows.current().version()).isEqualTo("1");
        assertThat(ExpectedWindows.load("1").version()).isEqualTo("1");
    }

    @Test
    void anUnknownVersionIsRefused() {
        assertThatThrownBy(() -> ExpectedWindows.load("99"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no expected-windows-99.properties");
    }
}
