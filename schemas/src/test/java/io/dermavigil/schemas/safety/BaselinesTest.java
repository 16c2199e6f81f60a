package io.dermavigil.schemas.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.dermavigil.events.Condition;
import io.dermavigil.events.ReactionType;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.safety.Baseline;
import io.dermavigil.safety.BaselineUnit;
import io.dermavigil.schemas.validation.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BaselinesTest {

    private static final ReactionType PIH = ReactionType.HYPERPIGMENTATION;

    private static Baseline of(Condition condition, SkinType skinType, double rate) {
        return new Baseline(
                Setting.CLINIC,
                condition,
                skinType,
                PIH,
                rate,
                BaselineUnit.PATIENT,
                null,
                "a trial",
                "mine",
                Instant.EPOCH);
    }

    private static Optional<Double> rate(Baselines baselines, Condition condition, SkinType skinType) {
        return baselines.of(Setting.CLINIC, condition, skinType, PIH).map(Baseline::getRate);
    }

    @Test
    void theMostSpecificIsTakenWhateverCameFirst() {
        List<Baseline> all = List.of(
                of(null, null, .01),
                of(Condition.MELASMA, null, .02),
                of(null, SkinType.V, .03),
                of(Condition.MELASMA, SkinType.V, .04));
        Baselines forwards = Baselines.NONE;
        Baselines backwards = Baselines.NONE;
        for (int i = 0; i < all.size(); i++) {
            forwards = forwards.with(all.get(i));
            backwards = backwards.with(all.get(all.size() - 1 - i));
        }

        for (Baselines baselines : List.of(forwards, backwards)) {
            assertThat(rate(baselines, Condition.MELASMA, SkinType.V)).contains(.04);
            assertThat(rate(baselines, Condition.WRINKLES, SkinType.V)).contains(.03);
            assertThat(rate(baselines, Condition.MELASMA, SkinType.I)).contains(.02);
            assertThat(rate(baselines, Condition.WRINKLES, SkinType.I)).contains(.01);
        }
        Baselines fewer = forwards.without(new BaselineCell(Setting.CLINIC, Condition.MELASMA, SkinType.V, PIH));
        assertThat(rate(fewer, Condition.MELASMA, SkinType.V)).contains(.03);
    }

    @Test
    void homeIsNeverComparedWithClinics() {
        Baselines baselines = Baselines.NONE.with(of(null, null, .01));

        assertThat(baselines.of(Setting.HOME, Condition.MELASMA, SkinType.V, PIH))
                .isEmpty();
        assertThat(baselines.of(Setting.CLINIC, Condition.MELASMA, SkinType.V, ReactionType.BURN))
                .isEmpty();
    }

    @Test
    void aRateOfSessionsBecomesOneOfPatients() {
        Baseline sessions = of(null, null, .01);
        sessions.setUnit(BaselineUnit.SESSION);
        sessions.setSessionsPerCourse(4);

        assertThat(Baselines.ofPatients(sessions)).isCloseTo(1 - .99 * .99 * .99 * .99, within(1e-15));
        assertThat(Baselines.ofPatients(of(null, null, .01))).isEqualTo(.01);
    }

    @Test
    void keysAreReadAsTheyAreWritten() {
        for (Baseline baseline : List.of(of(null, SkinType.VI, .5), of(Condition.MELASMA, null, .5))) {
            BaselineCell cell = BaselineCell.of(baseline);
            assertThat(BaselineCell.parse(cell.text())).isEqualTo(cell);
        }
        assertThat(BaselineCell.of(of(null, SkinType.VI, .5)).text()).isEqualTo("CLINIC||VI|HYPERPIGMENTATION");
        assertThatIllegalArgumentException().isThrownBy(() -> BaselineCell.parse("CLINIC|HYPERPIGMENTATION"));
        assertThatIllegalArgumentException().isThrownBy(() -> BaselineCell.parse("CLINIC||VII|HYPERPIGMENTATION"));
    }

    @Test
    void everyRuleIsTold() {
        Baseline baseline = of(null, null, Double.NaN);
        baseline.setUnit(BaselineUnit.SESSION);
        baseline.setSource(" ");
        baseline.setTable("a\nb");

        assertThat(BaselineRules.problems(baseline))
                .extracting(Problem::field)
                .containsExactly("rate", "sessionsPerCourse", "source", "table");
        assertThat(BaselineRules.problems(of(null, null, 0))).hasSize(1);
        assertThat(BaselineRules.problems(of(null, null, 1))).hasSize(1);
        assertThat(BaselineRules.problems(of(null, null, .5))).isEmpty();

        Baseline patients = of(null, null, .5);
        patients.setSessionsPerCourse(3);
        assertThat(BaselineRules.problems(patients))
                .extracting(Problem::rule)
                .containsExactly("must be left out with unit PATIENT");
        patients.setUnit(BaselineUnit.SESSION);
        assertThat(BaselineRules.problems(patients)).isEmpty();
        patients.setSessionsPerCourse(100);
        assertThat(BaselineRules.problems(patients)).extracting(Problem::field).containsExactly("rate");
        patients.setSessionsPerCourse(101);
        assertThat(BaselineRules.problems(patients)).extracting(Problem::rule).containsExactly("must be 1..100");
    }
}
