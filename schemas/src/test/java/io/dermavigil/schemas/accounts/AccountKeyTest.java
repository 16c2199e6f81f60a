package io.dermavigil.schemas.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermavigil.events.Condition;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.schemas.events.ValidEvents;
import io.dermavigil.summaries.Grouping;
import java.time.YearMonth;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountKeyTest {

    @Provide
    Arbitrary<AccountKey> keys() {
        return Combinators.combine(
                        Arbitraries.of(Grouping.class),
                        Arbitraries.integers()
                                .between(0, 1500)
                                .map(months -> YearMonth.of(1900, 1).plusMonths(months))
                                .injectNull(0.3),
                        Arbitraries.of(Setting.class),
                        Arbitraries.of(Condition.class).injectNull(0.3),
                        Arbitraries.of(SkinType.class).injectNull(0.3),
                        Arbitraries.of("berlin-1", "x").injectNull(0.3),
                        ValidEvents.codes().injectNull(0.3),
                        ValidEvents.codes().injectNull(0.3))
                .as(AccountKey::new);
    }

    @Property
    void everyKeyComesBackFromItsText(@ForAll("keys") AccountKey key) {
        String text = key.text();

        assertThat(AccountKey.parse(text)).isEqualTo(key);
        assertThat(text).matches("[A-Za-z0-9_.%|-]+");
        assertThat(text.chars().filter(c -> c == '|')).hasSize(7);
    }

    @Property
    void differentKeysHaveDifferentTexts(@ForAll("keys") AccountKey one, @ForAll("keys") AccountKey other) {
        assertThat(one.text().equals(other.text())).isEqualTo(one.equals(other));
    }

    @Test
    void theTextIsAsTheContractSays() {
        assertThat(new AccountKey(
                                Grouping.STRATUM,
                                YearMonth.of(2026, 3),
                                Setting.CLINIC,
                                Condition.ACNE_SCAR,
                                SkinType.IV,
                                null,
                                null,
                                null)
                        .text())
                .isEqualTo("STRATUM|2026-03|CLINIC|ACNE_SCAR|IV|||");
        assertThat(new AccountKey(Grouping.CHAIN, null, Setting.HOME, null, null, null, null, null).text())
                .isEqualTo("CHAIN|ALL|HOME|||||");
        assertThat(new AccountKey(Grouping.LOT, null, Setting.CLINIC, null, null, null, "Pen 3*|50%", "漢+ü").text())
                .isEqualTo("LOT|ALL|CLINIC||||Pen%203%2A%7C50%25|%E6%BC%A2%2B%C3%BC");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "CHAIN",
                "CHAIN|ALL|CLINIC||||",
                "CHAIN|ALL|CLINIC||||||",
                "chain|ALL|CLINIC|||||",
                "CHAIN|all|CLINIC|||||",
                "CHAIN||CLINIC|||||",
                "CHAIN|2026-13|CLINIC|||||",
                "CHAIN|2026-03-01|CLINIC|||||",
                "CHAIN|ALL||||||",
                "CHAIN|ALL|CLINIC|NONE||||",
                "CHAIN|ALL|CLINIC||VII|||",
                "CHAIN|ALL|CLINIC||||%|",
                "CHAIN|ALL|CLINIC||||%zz|"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> AccountKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
